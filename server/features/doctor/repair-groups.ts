import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { GROUP_COPIES, SEAT_IS_TAKEN } from './stale-copies.ts';
import { IS_MISSED } from './wrong-allocations.ts';
import { recount, RECOUNTED } from './wrong-counters.ts';

/**
 * Works out again what is derived in these ticket groups, their tickets and their orders. Everything is decided from what is on
 * file under the locks, never from what was found before. `lock` is a parameter so that a test can take the locks out and see it go
 * wrong.
 * @returns how many groups had something to put right
 */
export async function repairGroups(
  tx: WriteTransaction,
  groupIds: readonly string[],
  now: Date,
  lock: typeof lockGroupsOfEvents = lockGroupsOfEvents,
): Promise<number> {
  await lock(tx, groupIds);
  const corrected = {
    ticketPlaces: await counted(tx, TICKET_PLACES, groupIds),
    ticketStates: await counted(tx, TICKET_STATES, groupIds),
    orderEvents: await counted(tx, ORDER_EVENTS, groupIds),
  };
  const groups = await tx.rows<{ id: string; before: object; after: object }>(GROUPS, [tx.organizationId, groupIds]);
  const facts = new Map(groups.map(({ id, before, after }) => [id, { before, after }]));
  const all = [facts, ...Object.values(corrected)];
  const ids = [...new Set(all.flatMap((some) => [...some.keys()]))].sort();
  await recordAudit(
    tx,
    { actorId: null, requestId: null, now },
    ids.map((id) => {
      const numbers = Object.entries(corrected).map(([name, counts]) => [name, counts.get(id) ?? 0] as const);
      const { before, after } = facts.get(id) ?? { before: {}, after: {} };
      return {
        action: 'ticketGroup.repaired' as const,
        subjectType: 'TicketGroup',
        subjectId: id,
        before,
        after: { ...after, ...Object.fromEntries(numbers.filter(([, count]) => count > 0)) },
        reason: 'doctor --repair',
      };
    }),
  );
  return ids.length;
}

/** Events, then ticket groups, then orders, each in the order of ids: the order of every writer. */
export async function lockGroupsOfEvents(tx: WriteTransaction, groupIds: readonly string[]): Promise<void> {
  const values = [tx.organizationId, groupIds];
  await tx.execute(
    `SELECT FROM events e WHERE e.organization_id = $1 AND e.id IN (
       SELECT g.event_id FROM ticket_groups g WHERE g.organization_id = $1 AND g.id = ANY ($2::uuid[]))
     ORDER BY e.id FOR NO KEY UPDATE`,
    values,
  );
  await tx.execute(
    'SELECT FROM ticket_groups g WHERE g.organization_id = $1 AND g.id = ANY ($2::uuid[]) ORDER BY g.id FOR NO KEY UPDATE',
    values,
  );
  await tx.execute(
    `SELECT FROM orders o JOIN ticket_groups g ON g.organization_id = o.organization_id AND g.id = o.ticket_group_id
     WHERE o.organization_id = $1 AND g.id = ANY ($2::uuid[]) AND o.event_id <> g.event_id
     ORDER BY o.id FOR NO KEY UPDATE OF o`,
    values,
  );
}

/** How many rows the statement changed, by ticket group. */
async function counted(
  tx: WriteTransaction,
  statement: string,
  groupIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ id: string; count: number }>(
    `WITH changed AS (${statement}) SELECT group_id AS id, count(*)::int AS count FROM changed GROUP BY group_id`,
    [tx.organizationId, groupIds],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

const TICKET_PLACES = `
  UPDATE tickets t SET event_id = g.event_id, ticket_location_id = g.ticket_location_id FROM ticket_groups g
  WHERE t.organization_id = $1 AND g.organization_id = $1 AND g.id = t.ticket_group_id AND g.id = ANY ($2::uuid[])
    AND (t.event_id, t.ticket_location_id) <> (g.event_id, g.ticket_location_id)
    AND NOT (t.seat IS NOT NULL AND (${SEAT_IS_TAKEN}))
  RETURNING t.ticket_group_id AS group_id`;

const IS_HELD = `
  EXISTS (SELECT FROM order_tickets h WHERE h.organization_id = $1 AND h.ticket_id = t.id AND h.released_at IS NULL)`;

const TICKET_STATES = `
  UPDATE tickets t SET state = CASE WHEN t.state = 'ORDERED' THEN 'UNRESOLVED' ELSE 'ORDERED' END
  WHERE t.organization_id = $1 AND t.ticket_group_id = ANY ($2::uuid[])
    AND (t.state = 'ORDERED') <> (${IS_HELD}) AND NOT (t.state = 'ORDERED' AND ${IS_MISSED})
  RETURNING t.ticket_group_id AS group_id`;

const ORDER_EVENTS = `
  UPDATE orders o SET event_id = g.event_id FROM ticket_groups g
  WHERE o.organization_id = $1 AND g.organization_id = $1 AND g.id = o.ticket_group_id AND g.id = ANY ($2::uuid[])
    AND o.event_id <> g.event_id
  RETURNING o.ticket_group_id AS group_id`;

const facts = (row: string): string => `jsonb_build_object(
  'heldCount', ${row}.held_count, 'unresolvedCount', ${row}.unresolved_count, 'unresolvedValue', ${row}.unresolved_value::text,
  'unresolvedWithoutValueCount', ${row}.unresolved_without_value_count, 'eventEndsAt', ${row}.event_ends_at,
  'eventLocalDate', ${row}.event_local_date, 'venueId', ${row}.venue_id)`;

const COUNTERS = 'held_count, unresolved_count, unresolved_value, unresolved_without_value_count';
const old = (columns: string): string => columns.replaceAll(/\w+/g, 'b.$&');

/** The old row is joined for the audit entry; under its lock it is the current one. */
const GROUPS = `
  UPDATE ticket_groups g SET (${COUNTERS}) = ROW ${RECOUNTED}, (${GROUP_COPIES.columns}) = ROW (${GROUP_COPIES.values})
  FROM ticket_groups b
  JOIN events e ON e.organization_id = b.organization_id AND e.id = b.event_id
  LEFT JOIN (${recount('AND t.ticket_group_id = ANY ($2::uuid[])')}) r ON r.ticket_group_id = b.id
  WHERE g.organization_id = $1 AND b.organization_id = $1 AND b.id = g.id AND g.id = ANY ($2::uuid[])
    AND ((${old(COUNTERS)}) IS DISTINCT FROM ${RECOUNTED} OR (${old(GROUP_COPIES.columns)}) IS DISTINCT FROM (${GROUP_COPIES.values}))
  RETURNING g.id, ${facts('b')} AS before, ${facts('g')} AS after`;
