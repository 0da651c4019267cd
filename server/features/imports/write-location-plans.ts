import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { Actor } from '../audit/record-audit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { arrayLiteral } from './array-literal.ts';
import { giveWay } from './give-way.ts';
import { insertOrders } from './insert-orders.ts';
import { decimalOf } from './parse-money.ts';
import type { LocationPlan, PlannedGroup, PlannedOrder, PlannedTicket } from './plan-location.ts';
import type { EventLocation } from './read-location-facts.ts';
import { slices } from './slices.ts';
import { ChangedMeanwhile, insertRows, updateRows } from './unnest-rows.ts';

/** A plan together with the event facts that its groups carry. */
export interface PlannedLocation extends EventLocation {
  venueId: string;
  localDate: string;
  /** Null unless the event is SCHEDULED. */
  eventEndsAt: Date | null;
  plan: LocationPlan;
}

/** Writes the plans of many locations, each kind of row in one statement. Those of the groups that are on file are locked already. */
export async function writeLocationPlans(
  tx: WriteTransaction,
  actor: Actor,
  locations: readonly PlannedLocation[],
): Promise<void> {
  await sendInTurns(groupStatements(tx, locations));
  await giveWay();
  await insertOrders(
    tx,
    eachAt(
      locations,
      ({ orders }) => orders.created,
      (at, order) => newOrderRow(at, order, actor),
    ),
  );
  await giveWay();
  await insertRows(
    tx,
    'order_tickets',
    ALLOCATION,
    each(locations, ({ orders }) => orders.created).flatMap(allocationRows),
  );
  await correctOrders(
    tx,
    actor,
    each(locations, ({ orders }) => orders.updated),
  );
}

/** Each is made ready and sent when the next one is asked for. */
function* groupStatements(tx: WriteTransaction, locations: readonly PlannedLocation[]): Generator<Promise<unknown>> {
  yield insertRows(
    tx,
    'ticket_groups',
    NEW_GROUP,
    eachAt(locations, ({ groups }) => groups.created, newGroupRow),
  );
  yield updateRows(tx, 'ticket_groups', GROUP, each(locations, ({ groups }) => groups.updated).map(groupRow));
  yield removeTickets(
    tx,
    each(locations, ({ tickets }) => tickets.removed),
  );
  const updated = each(locations, ({ tickets }) => tickets.updated);
  for (const some of slices(updated, TICKETS_AT_ONCE)) yield updateRows(tx, 'tickets', TICKET, some.map(ticketRow));
  const created = eachAt(
    locations,
    ({ tickets }) => tickets.created,
    (at, ticket) => ({ at, ticket }),
  );
  for (const some of slices(created, TICKETS_AT_ONCE))
    yield insertRows(tx, 'tickets', NEW_TICKET, some.map(newTicketRow));
}

/** A single location may have many more. */
const TICKETS_AT_ONCE = 2500;

/**
 * Makes one statement after the other ready and sends it without waiting for the answer, so that the database does not wait for
 * the next one.
 */
async function sendInTurns(statements: Iterable<Promise<unknown>>): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const answer of statements) {
    // Waited for below; until then nobody is to hear of a failure.
    answer.catch(() => undefined);
    sent.push(answer);
    await giveWay();
  }
  await Promise.all(sent);
}

async function correctOrders(tx: WriteTransaction, actor: Actor, changed: readonly PlannedOrder[]): Promise<void> {
  await updateRows(tx, 'orders', ORDER, changed.map(orderRow));
  const records = changed.map((order) => ({
    action: 'order.corrected' as const,
    subjectType: 'Order',
    subjectId: order.id,
    // Notes are free text, and may hold names.
    after: { ticketGroupId: order.groupId, usageCategoryId: order.usageCategoryId },
  }));
  await recordAudit(tx, actor, records);
}

function each<T>(locations: readonly PlannedLocation[], things: (plan: LocationPlan) => T[]): T[] {
  return locations.flatMap(({ plan }) => things(plan));
}

function eachAt<T, Row>(
  locations: readonly PlannedLocation[],
  things: (plan: LocationPlan) => T[],
  toRow: (at: PlannedLocation, thing: T) => Row,
): Row[] {
  return locations.flatMap((at) => things(at.plan).map((thing) => toRow(at, thing)));
}

async function removeTickets(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const removed = await tx.execute(
    `DELETE FROM tickets WHERE organization_id = $1 AND id = ANY ($2) AND state = 'UNRESOLVED'`,
    [tx.organizationId, arrayLiteral('uuid', ids)],
  );
  if (removed !== ids.length) throw new ChangedMeanwhile('tickets');
}

const GROUP = {
  id: 'uuid',
  held_count: 'int',
  unresolved_count: 'int',
  unresolved_value: 'numeric',
  unresolved_without_value_count: 'int',
  currency: 'text',
};
const NEW_GROUP = {
  ...GROUP,
  event_id: 'uuid',
  ticket_location_id: 'uuid',
  ticket_category_id: 'uuid',
  venue_id: 'uuid',
  event_ends_at: 'timestamptz',
  event_local_date: 'date',
};

function groupRow(group: PlannedGroup) {
  return {
    id: group.id,
    held_count: group.heldCount,
    unresolved_count: group.unresolvedCount,
    unresolved_value: decimalOf(group.unresolvedValue),
    unresolved_without_value_count: group.unresolvedWithoutValueCount,
    currency: group.currency,
  };
}

function newGroupRow(at: PlannedLocation, group: PlannedGroup) {
  return {
    ...groupRow(group),
    event_id: at.eventId,
    ticket_location_id: at.ticketLocationId,
    ticket_category_id: group.ticketCategoryId,
    venue_id: at.venueId,
    event_ends_at: at.eventEndsAt,
    event_local_date: at.localDate,
  };
}

const TICKET = { id: 'uuid', ticket_group_id: 'uuid', face_value: 'numeric', notes: 'text', state: 'text' };
const NEW_TICKET = { ...TICKET, event_id: 'uuid', ticket_location_id: 'uuid', seat: 'int' };

function ticketRow(ticket: PlannedTicket) {
  return {
    id: ticket.id,
    ticket_group_id: ticket.groupId,
    face_value: ticket.faceValue === null ? null : decimalOf(ticket.faceValue),
    notes: ticket.notes,
    state: ticket.isOrdered ? 'ORDERED' : 'UNRESOLVED',
  };
}

function newTicketRow({ at, ticket }: { at: PlannedLocation; ticket: PlannedTicket }) {
  // Assigned, not spread: a spread copy takes ten times as long, which counts for a hundred thousand tickets.
  return Object.assign(ticketRow(ticket), {
    event_id: at.eventId,
    ticket_location_id: at.ticketLocationId,
    seat: ticket.seat,
  });
}

const ORDER = { id: 'uuid', ticket_group_id: 'uuid', usage_category_id: 'uuid', notes: 'text' };

function orderRow(order: PlannedOrder) {
  return { id: order.id, ticket_group_id: order.groupId, usage_category_id: order.usageCategoryId, notes: order.notes };
}

function newOrderRow(at: PlannedLocation, order: PlannedOrder, { now }: Actor) {
  return { ...orderRow(order), event_id: at.eventId, recipient_id: order.recipientId, created_at: now };
}

const ALLOCATION = { order_id: 'uuid', ticket_id: 'uuid', position: 'int' };

function allocationRows(order: PlannedOrder) {
  return order.ticketIds.map((ticketId, position) => ({ order_id: order.id, ticket_id: ticketId, position }));
}
