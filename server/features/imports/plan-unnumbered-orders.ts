import { groupBy } from './group-by.ts';
import type { LocationRow } from './inventory-facts.ts';
import {
  addOrder,
  describeOrder,
  describeTicket,
  type DraftGroup,
  type DraftOrder,
  type DraftTicket,
  type LocationDraft,
  refuse,
} from './location-draft.ts';

/** Tickets that a row asks for beyond what its user has on file; `order` makes the row's order of them. */
export interface OpenDemand {
  row: LocationRow;
  count: number;
  order(tickets: DraftTicket[]): void;
}

/**
 * Compares rows that were ordered, without seat numbers, with the orders that earlier files made of them. A user's quantity can
 * grow; to lower it would take tickets out of an order, which a file does not do.
 */
export function planUnnumberedOrders(
  draft: LocationDraft,
  group: DraftGroup,
  rows: readonly LocationRow[],
  tickets: readonly DraftTicket[],
): OpenDemand[] {
  const demands: OpenDemand[] = [];
  for (const [userId, ofUser] of groupBy(rows, (row) => row.orderedById)) {
    if (userId === null) continue;
    const onFile = tickets.filter((ticket) => ticket.order?.onFile?.fromFile && ticket.order.recipientId === userId);
    const quantity = ofUser.reduce((sum, row) => sum + row.quantity, 0);
    const last = ofUser.at(-1);
    if (last && quantity < onFile.length) {
      const numbers = [...new Set(onFile.map((ticket) => ticket.order?.onFile?.number))].join(', ');
      const message = `${onFile.length} tickets of this user would become ${quantity}, but they belong to order ${numbers}, which a file does not change.`;
      refuse(draft, last, 'Quantity', message);
      continue;
    }
    for (const { row, count } of assignOrders(draft, ofUser, onFile)) {
      demands.push({ row, count, order: (chosen) => addOrder(draft, group, row, userId, chosen) });
    }
  }
  return demands;
}

/** Finds the orders that the rows are on file, most alike first. Returns what the rows ask for beyond them. */
function assignOrders(
  draft: LocationDraft,
  rows: readonly LocationRow[],
  tickets: readonly DraftTicket[],
): { row: LocationRow; count: number }[] {
  const ticketsOf = groupBy(tickets, (ticket) => ticket.order);
  const open = new Map(rows.map((row) => [row, row.quantity] as const));
  for (const isAlike of LIKENESS) {
    for (const [order, ofOrder] of ticketsOf) {
      const row =
        order &&
        rows.find(
          (each) =>
            open.get(each) === ofOrder.length && each.quantity === ofOrder.length && isAlike(each, order, ofOrder),
        );
      if (!row) continue;
      ticketsOf.delete(order);
      open.set(row, 0);
      describe(draft, row, ofOrder);
    }
  }
  const rest = [...ticketsOf.values()].flat();
  for (const [row, count] of open) {
    const taken = rest.splice(0, count);
    describe(draft, row, taken);
    open.set(row, count - taken.length);
  }
  return [...open].map(([row, count]) => ({ row, count })).filter(({ count }) => count > 0);
}

type Likeness = (row: LocationRow, order: DraftOrder, tickets: readonly DraftTicket[]) => boolean;

const sameUsage: Likeness = (row, order) =>
  row.usageCategoryId === null || row.usageCategoryId === order.usageCategoryId;
const sameWords: Likeness = (row, order) => row.notes === null || row.notes === order.notes;
const sameValue: Likeness = (row, _order, tickets) =>
  row.faceValue === null || tickets.every((ticket) => ticket.faceValue === row.faceValue);

const LIKENESS: Likeness[] = [
  (row, order, tickets) =>
    sameUsage(row, order, tickets) && sameWords(row, order, tickets) && sameValue(row, order, tickets),
  sameUsage,
  () => true,
];

function describe(draft: LocationDraft, row: LocationRow, tickets: readonly DraftTicket[]): void {
  for (const order of new Set(tickets.map((ticket) => ticket.order))) if (order) describeOrder(draft, order, row);
  for (const ticket of tickets) describeTicket(draft, ticket, row);
}
