import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { arrayLiteral } from './array-literal.ts';
import { giveWay } from './give-way.ts';
import { groupBy } from './group-by.ts';
import type { GroupOnFile, LocationOnFile, OrderOnFile, TicketOnFile } from './inventory-facts.ts';

/** One event at one ticket location. */
export interface EventLocation {
  eventId: string;
  ticketLocationId: string;
}

/** Reads what is on file for many events and ticket locations in three statements, more only for thousands of tickets. Values arrive in hundredths. */
export async function readLocationFacts(
  tx: ReadTransaction,
  places: readonly EventLocation[],
): Promise<(place: EventLocation) => LocationOnFile> {
  if (places.length === 0) return () => NOTHING;
  const groups = await tx.rows<GroupOnFile & EventLocation>(
    `SELECT g.id, g.event_id AS "eventId", g.ticket_location_id AS "ticketLocationId", g.ticket_category_id AS "ticketCategoryId",
            g.currency, g.held_count AS "heldCount", g.unresolved_count AS "unresolvedCount",
            (g.unresolved_value * 100)::float8 AS "unresolvedValue",
            g.unresolved_without_value_count AS "unresolvedWithoutValueCount"
     FROM unnest($2::uuid[], $3::uuid[]) AS u (event_id, ticket_location_id)
     JOIN ticket_groups g
       ON g.organization_id = $1 AND g.event_id = u.event_id AND g.ticket_location_id = u.ticket_location_id
     ORDER BY g.id`,
    [
      tx.organizationId,
      uuids(places, ({ eventId }) => eventId),
      uuids(places, ({ ticketLocationId }) => ticketLocationId),
    ],
  );
  const tickets = await readTickets(tx, groups);
  const orderIds = new Set<string>();
  for (const { orderId } of tickets) if (orderId !== null) orderIds.add(orderId);
  const orders = await tx.rows<OrderOnFile>(
    `SELECT id, number, ticket_group_id AS "groupId", recipient_id AS "recipientId", usage_category_id AS "usageCategoryId",
            notes, backfill_id IS NULL AS "fromFile", status = 'ORDERED' AS "isOrdered"
     FROM orders WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id`,
    [tx.organizationId, arrayLiteral('uuid', [...orderIds])],
  );
  const groupsAt = groupBy(groups, placeKey);
  const ticketsOf = groupBy(tickets, ({ groupId }) => groupId);
  const ordersOf = groupBy(orders, ({ groupId }) => groupId);
  return (place) => {
    const here = groupsAt.get(placeKey(place)) ?? [];
    return {
      groups: here,
      tickets: here.flatMap(({ id }) => ticketsOf.get(id) ?? []),
      orders: here.flatMap(({ id }) => ordersOf.get(id) ?? []),
    };
  };
}

/** A single location may have many more: the rows of one answer arrive in one turn. */
const TICKETS_AT_ONCE = 2500;

async function readTickets(tx: ReadTransaction, groups: readonly { id: string }[]): Promise<TicketOnFile[]> {
  const ids = uuids(groups, ({ id }) => id);
  const tickets: TicketOnFile[] = [];
  for (;;) {
    const some = await tx.rows<TicketOnFile>(
      `SELECT t.id, t.ticket_group_id AS "groupId", t.seat, (t.face_value * 100)::float8 AS "faceValue", t.notes, a.order_id AS "orderId"
       FROM tickets t
       LEFT JOIN order_tickets a ON a.organization_id = $1 AND a.ticket_id = t.id AND a.released_at IS NULL
       WHERE t.organization_id = $1 AND t.ticket_group_id = ANY ($2) AND ($3::uuid IS NULL OR t.id > $3) ORDER BY t.id LIMIT $4`,
      [tx.organizationId, ids, tickets.at(-1)?.id ?? null, TICKETS_AT_ONCE],
    );
    for (const ticket of some) tickets.push(ticket);
    if (some.length < TICKETS_AT_ONCE) return tickets;
    await giveWay();
  }
}

function uuids<T>(things: readonly T[], idOf: (thing: T) => string): string {
  return arrayLiteral('uuid', things.map(idOf));
}

const NOTHING: LocationOnFile = { groups: [], tickets: [], orders: [] };

function placeKey({ eventId, ticketLocationId }: EventLocation): string {
  return eventId + ticketLocationId;
}
