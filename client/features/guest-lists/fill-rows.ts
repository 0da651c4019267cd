import type { AttendeeStatus } from '../../gql/graphql.ts';
import { hasGuest, withGuest, type ChosenGuest, type GuestRow } from './guest-rows.ts';

/**
 * Carries a row over to the rows below that are still open: its guest type, its attendee status and, where one guest may
 * stand for several tickets, its guest. What was filled in is never changed.
 */
export function fillDown(rows: readonly GuestRow[], from: number, admitsPerson: boolean): GuestRow[] {
  const source = rows[from];
  return rows.map((row, index) => (source && index > from ? fill(row, source, admitsPerson) : row));
}

/** Gives every row the status. */
export function setEveryStatus(rows: readonly GuestRow[], attendeeStatus: AttendeeStatus): GuestRow[] {
  return rows.map((row) => ({ ...row, attendeeStatus }));
}

/** How many rows two states of the form tell apart. */
export function countChanged(before: readonly GuestRow[], after: readonly GuestRow[]): number {
  return after.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index])).length;
}

function fill(row: GuestRow, source: GuestRow, admitsPerson: boolean): GuestRow {
  const attendeeStatus = row.attendeeStatus ?? source.attendeeStatus;
  // "Myself" is taken by the row itself.
  if (hasGuest(row) || source.guestType === null || source.guestType === 'MYSELF') return { ...row, attendeeStatus };
  return { ...withGuest(row, source.guestType, sharedGuest(source, admitsPerson)), attendeeStatus };
}

/** A placeholder fits any number of tickets, a person only those that admit nobody; a new contact is created once. */
function sharedGuest({ guestType, guest }: GuestRow, admitsPerson: boolean): ChosenGuest | null {
  if (guest?.kind !== 'known') return null;
  return guestType === 'SYSTEM_PROFILE' || !admitsPerson ? guest : null;
}
