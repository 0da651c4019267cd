import { groupBy } from './group-by.ts';
import type { LocationRow } from './inventory-facts.ts';
import type { DraftTicket } from './location-draft.ts';

export interface TicketMatch {
  /** Tickets on file that stay, each with the row that describes it. */
  matched: [DraftTicket, LocationRow][];
  /** A row for each ticket that is missing. */
  missing: LocationRow[];
  /** Tickets on file that no row asks for. */
  spare: DraftTicket[];
}

/**
 * Matches unnumbered tickets, which are all alike but for value and notes, with the rows that ask for them (a row for each
 * ticket): first those that already are as the row says, so that loading a file twice changes nothing. `kept` must all find a
 * row; of `free` those are spare that are left over.
 */
export function matchTickets(
  wanted: readonly LocationRow[],
  kept: readonly DraftTicket[],
  free: readonly DraftTicket[],
): TicketMatch {
  const match: TicketMatch = { matched: [], missing: [...wanted], spare: [] };
  for (const tickets of [kept, free]) {
    const unlike = matchAlike(tickets, match);
    const rows = match.missing.slice(0, unlike.length);
    match.missing = match.missing.slice(rows.length);
    for (const [index, ticket] of unlike.entries()) {
      const row = rows[index];
      if (row) match.matched.push([ticket, row]);
      else match.spare.push(ticket);
    }
  }
  return match;
}

/** Matches tickets that are just as a row says; then those of rows that leave something open. Returns the others. */
function matchAlike(tickets: readonly DraftTicket[], match: TicketMatch): DraftTicket[] {
  const exact = matchBy(
    tickets,
    match,
    (faceValue, notes) => `${faceValue}|${notes}`,
    (row) => `${row.faceValue}|${row.notes}`,
  );
  return matchBy(
    exact,
    match,
    (faceValue) => `${faceValue}`,
    (row) => `${row.faceValue}`,
  );
}

function matchBy(
  tickets: readonly DraftTicket[],
  match: TicketMatch,
  keyOfTicket: (faceValue: number | null, notes: string | null) => string,
  keyOfRow: (row: LocationRow) => string,
): DraftTicket[] {
  const waiting = groupBy(tickets, (ticket) => keyOfTicket(ticket.faceValue, ticket.notes));
  // Iterators, because to take the first of ten thousand tickets out of an array moves all the others.
  const next = new Map([...waiting].map(([key, alike]) => [key, alike.values()] as const));
  const taken = new Set<DraftTicket>();
  match.missing = match.missing.filter((row) => {
    const ticket = next.get(keyOfRow(row))?.next().value;
    if (!ticket) return true;
    taken.add(ticket);
    match.matched.push([ticket, row]);
    return false;
  });
  return tickets.filter((ticket) => !taken.has(ticket));
}
