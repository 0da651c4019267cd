import type { LocationRow } from './inventory-facts.ts';
import {
  addOrder,
  addTicket,
  describeOrder,
  describeTicket,
  type DraftGroup,
  type DraftOrder,
  type DraftTicket,
  type LocationDraft,
  refuse,
} from './location-draft.ts';
import { seatsOf } from './parse-seats.ts';

/** Plans the rows with seat numbers: each seat is one ticket, new or on file, wherever it was filed before. */
export function planNumbered(draft: LocationDraft, rows: readonly LocationRow[]): void {
  const ticketAt = new Map<number, DraftTicket>();
  for (const ticket of draft.tickets) if (ticket.seat !== null) ticketAt.set(ticket.seat, ticket);
  const rowOf = new Map<number, LocationRow>();
  const moved = new Map<DraftOrder, LocationRow>();
  for (const row of rows) {
    const seats = row.seats ? seatsOf(row.seats) : [];
    const taken = seats.find((seat) => rowOf.has(seat));
    if (taken !== undefined) {
      const message = `Seat ${taken} is also in row ${rowOf.get(taken)?.row}. Give each seat of an event and location in one row only.`;
      refuse(draft, row, 'SeatFrom', message);
      continue;
    }
    for (const seat of seats) rowOf.set(seat, row);
    const group = draft.groups.get(row.ticketCategoryId);
    if (group) planRow(draft, row, group, seats, ticketAt, moved);
  }
  moveOrders(draft, moved);
}

function planRow(
  draft: LocationDraft,
  row: LocationRow,
  group: DraftGroup,
  seats: readonly number[],
  ticketAt: ReadonlyMap<number, DraftTicket>,
  moved: Map<DraftOrder, LocationRow>,
): void {
  const toOrder: DraftTicket[] = [];
  const seatsOfOrder = new Map<DraftOrder, number[]>();
  for (const seat of seats) {
    const ticket = ticketAt.get(seat);
    if (!ticket) {
      toOrder.push(addTicket(draft, group, seat, row));
      continue;
    }
    if (ticket.order) {
      const others = seatsOfOrder.get(ticket.order);
      if (others) others.push(seat);
      else seatsOfOrder.set(ticket.order, [seat]);
      if (ticket.group !== group) moved.set(ticket.order, row);
    } else {
      toOrder.push(ticket);
    }
    moveTicket(ticket, group);
    describeTicket(draft, ticket, row);
  }
  if (row.orderedById === null) return;
  for (const [order, ofOrder] of seatsOfOrder) acceptOrder(draft, row, order, ofOrder);
  if (toOrder.length > 0) addOrder(draft, group, row, row.orderedById, toOrder);
}

/** A row that was ordered may meet the order that an earlier file made of it, and no other. */
function acceptOrder(draft: LocationDraft, row: LocationRow, order: DraftOrder, seats: readonly number[]): void {
  if (order.onFile?.fromFile && order.recipientId === row.orderedById) {
    describeOrder(draft, order, row);
    return;
  }
  const named = seats.slice(0, 5).join(', ') + (seats.length > 5 ? ` and ${seats.length - 5} more` : '');
  const origin = order.onFile?.fromFile ? 'of another user' : 'from a backfill';
  const belongs = seats.length === 1 ? `Seat ${named} belongs` : `Seats ${named} belong`;
  const message = `${belongs} to order ${order.onFile?.number}, ${origin}, which a file does not change. Take them out of this row.`;
  refuse(draft, row, 'OrderedBy', message);
}

function moveTicket(ticket: DraftTicket, group: DraftGroup): void {
  if (ticket.group === group) return;
  ticket.group.tickets.delete(ticket);
  group.tickets.add(ticket);
  ticket.group = group;
}

/** An order goes with its tickets to another category, as a whole; that of a backfill stays where it was confirmed. */
function moveOrders(draft: LocationDraft, moved: ReadonlyMap<DraftOrder, LocationRow>): void {
  for (const [order, row] of moved) {
    const groups = new Set([...order.tickets].map((ticket) => ticket.group));
    const [group] = groups;
    if (group && groups.size === 1 && order.onFile?.fromFile && order.onFile.isOrdered) {
      order.group = group;
      continue;
    }
    const reason = reasonToStay(order);
    refuse(
      draft,
      row,
      'TicketCategory',
      `These seats are in another category as order ${order.onFile?.number}, ${reason}. Leave their category as it is.`,
    );
  }
}

function reasonToStay({ onFile }: DraftOrder): string {
  if (!onFile?.fromFile) return 'which comes from a backfill';
  return onFile.isOrdered ? 'which also has other seats' : 'whose guest list is asked for';
}
