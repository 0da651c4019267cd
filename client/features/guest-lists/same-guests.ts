import type { GuestPartsFragment } from '../../gql/graphql.ts';
import { hasGuest, rowsOf, type GuestRow } from './guest-rows.ts';

export interface SameGuests {
  rows: GuestRow[];
  /** How many were taken over, and how many of last time are left out: no ticket for them, or not to be chosen any more. */
  taken: number;
  leftOut: number;
}

/**
 * Names the guests of last time again: in the same seat where there is one, then in order. Whether they came this time is not
 * known from that and stays open.
 */
export function sameGuests(rows: readonly GuestRow[], previous: readonly GuestPartsFragment[]): SameGuests {
  const tickets = previous.map(({ ticket }) => ticket);
  const guests = rowsOf(tickets, previous).filter(hasGuest);
  const waiting = new Set(guests);
  const bySeat = rows.map(({ seat }) => {
    const guest = seat === null ? undefined : [...waiting].find((each) => each.seat === seat);
    if (guest) waiting.delete(guest);
    return guest;
  });
  const next = rows.map((row, index) => {
    const guest = bySeat[index] ?? [...waiting][0];
    if (!guest) return row;
    waiting.delete(guest);
    const { guestType, guest: chosen, details } = guest;
    return { ...row, guestType, guest: chosen, details, attendeeStatus: null };
  });
  const taken = guests.length - waiting.size;
  return { rows: next, taken, leftOut: previous.length - taken };
}
