import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { Actor } from '../audit/record-audit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { decimalOf } from './parse-money.ts';
import type { LocationPlan, PlannedGroup, PlannedOrder, PlannedTicket } from './plan-location.ts';
import type { EventLocation } from './read-location-facts.ts';
import { ChangedMeanwhile, insertRows, updateRows } from './unnest-rows.ts';
import { insertOrders } from './insert-orders.ts';

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
  // All of them are made ready at once, so that the database does not wait for the next one.
  await Promise.all([
    insertRows(
      tx,
      'ticket_groups',
      NEW_GROUP,
      locations.flatMap((at) => at.plan.groups.created.map((group) => newGroupRow(at, group))),
    ),
    updateRows(
      tx,
      'ticket_groups',
      GROUP,
      each(locations, ({ groups }) => groups.updated.map(groupRow)),
    ),
    removeTickets(
      tx,
      each(locations, ({ tickets }) => tickets.removed),
    ),
    updateRows(
      tx,
      'tickets',
      TICKET,
      each(locations, ({ tickets }) => tickets.updated.map(ticketRow)),
    ),
    insertRows(
      tx,
      'tickets',
      NEW_TICKET,
      locations.flatMap((at) => at.plan.tickets.created.map((ticket) => newTicketRow(at, ticket))),
    ),
  ]);
  const orders = each(locations, (plan) => plan.orders.created);
  await insertOrders(
    tx,
    locations.flatMap((at) =>
      at.plan.orders.created.map((order) => ({
        ...orderRow(order),
        event_id: at.eventId,
        recipient_id: order.recipientId,
        created_at: actor.now,
      })),
    ),
  );
  await insertRows(tx, 'order_tickets', ALLOCATION, orders.flatMap(allocationRows));
  const changed = each(locations, (plan) => plan.orders.updated);
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

function each<T>(locations: readonly PlannedLocation[], rows: (plan: LocationPlan) => T[]): T[] {
  return locations.flatMap(({ plan }) => rows(plan));
}

async function removeTickets(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const removed = await tx.execute(
    `DELETE FROM tickets WHERE organization_id = $1 AND id = ANY ($2) AND state = 'UNRESOLVED'`,
    [tx.organizationId, ids],
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

function newTicketRow(at: PlannedLocation, ticket: PlannedTicket) {
  // Spelled out: copying the fields of each ticket from another object takes long.
  return {
    id: ticket.id,
    ticket_group_id: ticket.groupId,
    face_value: ticket.faceValue === null ? null : decimalOf(ticket.faceValue),
    notes: ticket.notes,
    state: ticket.isOrdered ? 'ORDERED' : 'UNRESOLVED',
    event_id: at.eventId,
    ticket_location_id: at.ticketLocationId,
    seat: ticket.seat,
  };
}

const ORDER = { id: 'uuid', ticket_group_id: 'uuid', usage_category_id: 'uuid', notes: 'text' };

function orderRow(order: PlannedOrder) {
  return { id: order.id, ticket_group_id: order.groupId, usage_category_id: order.usageCategoryId, notes: order.notes };
}

const ALLOCATION = { order_id: 'uuid', ticket_id: 'uuid', position: 'int' };

function allocationRows(order: PlannedOrder) {
  return order.ticketIds.map((ticketId, position) => ({ order_id: order.id, ticket_id: ticketId, position }));
}
