import { groupBy } from './group-by.ts';
import type { LocationRow } from './inventory-facts.ts';
import {
  addTicket,
  describeTicket,
  type DraftGroup,
  type DraftTicket,
  type LocationDraft,
  refuse,
  removeTicket,
} from './location-draft.ts';
import { slices } from './slices.ts';
import type { Steps } from './steps.ts';
import { matchTickets } from './match-tickets.ts';
import { planUnnumberedOrders, type OpenDemand } from './plan-unnumbered-orders.ts';

/**
 * Plans the rows without seat numbers. Their unit is group + OrderedBy, in which the quantities of a file add up. Tickets that
 * nobody ordered before the event (unresolved or backfilled) are one unit too; a newly ordered quantity is taken out of its
 * unresolved tickets as far as it no longer counts them, and only then adds tickets.
 */
export function* planUnnumbered(draft: LocationDraft, rows: readonly LocationRow[]): Steps<void> {
  for (const [categoryId, ofGroup] of groupBy(rows, (row) => row.ticketCategoryId)) {
    const group = draft.groups.get(categoryId);
    if (group) yield* planGroup(draft, group, ofGroup);
  }
}

function* planGroup(draft: LocationDraft, group: DraftGroup, rows: readonly LocationRow[]): Steps<void> {
  const unnumbered = [...group.tickets].filter((ticket) => ticket.seat === null);
  const demands = planUnnumberedOrders(
    draft,
    group,
    rows.filter((row) => row.orderedById !== null),
    unnumbered,
  );
  const notOrdered = unnumbered.filter((ticket) => !ticket.order?.onFile?.fromFile);
  const unordered = rows.filter((row) => row.orderedById === null);
  const spare =
    unordered.length > 0
      ? yield* lowerOrRaise(draft, group, unordered, notOrdered)
      : notOrdered.filter((ticket) => !ticket.order);
  const backfilled = notOrdered.filter((ticket) => ticket.order);
  const wanted = demands.reduce((sum, demand) => sum + demand.count, 0);
  if (unordered.length === 0 && wanted > spare.length && backfilled.length > 0) {
    for (const { row } of demands.slice(-1))
      refuse(draft, row, 'OrderedBy', wouldTouch('More tickets would be ordered than are unresolved', backfilled));
    return;
  }
  for (const demand of demands) {
    yield;
    fulfil(draft, group, demand, spare);
  }
  if (unordered.length > 0) for (const ticket of spare) removeTicket(draft, ticket);
}

/** Between two of its steps others can go first. */
const TICKETS_AT_ONCE = 2500;

/** Brings the tickets that nobody ordered before the event to the quantity of the file. Returns those that are too many. */
function* lowerOrRaise(
  draft: LocationDraft,
  group: DraftGroup,
  rows: readonly LocationRow[],
  onFile: readonly DraftTicket[],
): Steps<DraftTicket[]> {
  const quantity = rows.reduce((sum, row) => sum + row.quantity, 0);
  const backfilled = onFile.filter((ticket) => ticket.order);
  const last = rows.at(-1);
  if (last && backfilled.length > quantity) {
    const start = `${onFile.length} tickets on file would become ${quantity}, but only ${onFile.length - backfilled.length} of them are unresolved`;
    refuse(draft, last, 'Quantity', wouldTouch(start, backfilled));
    return [];
  }
  const wanted = rows.flatMap((row) => Array.from({ length: row.quantity }, () => row));
  const match = matchTickets(
    wanted,
    backfilled,
    onFile.filter((ticket) => !ticket.order),
  );
  for (const some of slices(match.matched, TICKETS_AT_ONCE)) {
    yield;
    for (const [ticket, row] of some) describeTicket(draft, ticket, row);
  }
  for (const some of slices(match.missing, TICKETS_AT_ONCE)) {
    yield;
    for (const row of some) addTicket(draft, group, null, row);
  }
  return match.spare;
}

function fulfil(
  draft: LocationDraft,
  group: DraftGroup,
  { row, count, order }: OpenDemand,
  spare: DraftTicket[],
): void {
  const tickets = spare.splice(0, count);
  for (const ticket of tickets) describeTicket(draft, ticket, row);
  while (tickets.length < count) tickets.push(addTicket(draft, group, null, row));
  order(tickets);
}

function wouldTouch(start: string, backfilled: readonly DraftTicket[]): string {
  const numbers = [...new Set(backfilled.map((ticket) => ticket.order?.onFile?.number))];
  const named = numbers.slice(0, 3).join(', ') + (numbers.length > 3 ? ` and ${numbers.length - 3} more` : '');
  return `${start}: the others belong to order ${named}, which a file does not change.`;
}
