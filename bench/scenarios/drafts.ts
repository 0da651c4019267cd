import type { Client } from 'pg';
import { HELD_TWICE, WRONG_STATES } from '../../server/features/doctor/wrong-allocations.ts';
import { WRONG_COUNTERS } from '../../server/features/doctor/wrong-counters.ts';
import type { Organization } from '../servers/contestant.ts';

export interface Draft {
  id: string;
  assignmentId: string;
  eventId: string;
  eventEndsAt: string;
  ticketGroupId: string;
  recipientId: string;
  usageCategoryId: string;
  /** A ticket that no other draft names, for whoever does not choose one. */
  ticketId: string;
  faceValue: string | null;
}

/** With drafts that show no tickets, so that each is planned again, as where somebody was faster. */
export const PLANNED_AGAIN = 'everywhere, planned again';

/**
 * Where clients meet: one group after the other (32 tickets each), the eight groups of one event after the other, or anywhere in a
 * hundred events.
 */
export const PLACES = ['one group', 'one event', 'everywhere', PLANNED_AGAIN] as const;
export type Place = (typeof PLACES)[number];

const ANYWHERE = 'md5(g.id::text || n)';
const ORDER: Record<Place, string> = {
  'one group': 'g.id, n',
  'one event': 'g.event_id, n, g.id',
  everywhere: ANYWHERE,
  [PLANNED_AGAIN]: ANYWHERE,
};

/** Drafts of one ticket each, as a review showed them, the first to confirm at the end. */
export async function makeDrafts(
  owner: Client,
  organization: Organization,
  place: Place,
  count: number,
): Promise<Draft[]> {
  const { rows } = await owner.query<Draft>(
    `WITH lines AS (
       SELECT gen_random_uuid() AS id, gen_random_uuid() AS "assignmentId", g.event_id AS "eventId",
              g.event_ends_at::text AS "eventEndsAt", g.id AS "ticketGroupId", $2::uuid AS "recipientId",
              (SELECT id FROM usage_categories WHERE organization_id = $1 ORDER BY id LIMIT 1) AS "usageCategoryId",
              t.id AS "ticketId", t.face_value::text AS "faceValue", row_number() OVER (ORDER BY ${ORDER[place]}) AS place
       FROM ticket_groups g
       JOIN (SELECT id, ticket_group_id, face_value, row_number() OVER (PARTITION BY ticket_group_id ORDER BY seat, id) AS n
             FROM tickets WHERE organization_id = $1 AND state = 'UNRESOLVED') t ON t.ticket_group_id = g.id
       WHERE g.organization_id = $1 ORDER BY ${ORDER[place]} LIMIT $3
     ), drafts AS (
       INSERT INTO backfills (organization_id, id, status, input_hash, created_by_id, created_at, updated_by_id, updated_at)
       SELECT $1, id, 'DRAFT', 'bench', $2, now(), $2, now() FROM lines
     ), assigned AS (
       INSERT INTO assignments (organization_id, id, backfill_id, position, ticket_group_id, quantity, recipient_id,
                                usage_category_id, planned_ticket_ids)
       SELECT $1, "assignmentId", id, 0, "ticketGroupId", 1, "recipientId", "usageCategoryId", CASE WHEN $4 THEN ARRAY["ticketId"] ELSE '{}' END FROM lines
     )
     SELECT id, "assignmentId", "eventId", "eventEndsAt", "ticketGroupId", "recipientId", "usageCategoryId", "ticketId", "faceValue"
     FROM lines ORDER BY place DESC`,
    [organization.id, organization.userId, count, place !== PLANNED_AGAIN],
  );
  await owner.query('ANALYZE backfills, assignments');
  return rows;
}

export interface ConfirmCounts {
  confirms: number;
  ticketsGivenTwice: number;
  /** Groups whose counters are not what a recount gives, and tickets whose state the orders do not bear out. */
  wrongRecords: number;
}

export async function countConfirms(owner: Client, organizationId: string): Promise<ConfirmCounts> {
  const { rows } = await owner.query<ConfirmCounts>(
    `SELECT (SELECT count(*) FROM backfills WHERE organization_id = $1 AND status = 'CONFIRMED')::int AS confirms,
            (SELECT count(*) FROM (${HELD_TWICE.statement}) twice)::int AS "ticketsGivenTwice",
            (SELECT count(*) FROM (${WRONG_COUNTERS.statement}) counters)::int
              + (SELECT count(*) FROM (${WRONG_STATES.statement}) states)::int AS "wrongRecords"`,
    [organizationId],
  );
  const [counts] = rows;
  if (!counts) throw new Error('A count has one row.');
  return counts;
}

/** Takes every confirm and draft back, so that each turn finds the same. */
export async function takeBack(owner: Client, organizationId: string): Promise<void> {
  for (const table of [
    'order_tickets',
    'orders',
    'mails',
    'audit_unsealed',
    'audit_seals',
    'audit_entries',
    'assignments',
    'backfills',
  ]) {
    await owner.query(`DELETE FROM ${table} WHERE organization_id = $1`, [organizationId]);
  }
  await owner.query(`UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND state = 'ORDERED'`, [
    organizationId,
  ]);
  await owner.query(
    `UPDATE ticket_groups g
     SET unresolved_count = t.count, unresolved_value = t.value, unresolved_without_value_count = t.without_value
     FROM (SELECT ticket_group_id, count(*) AS count, coalesce(sum(face_value), 0) AS value,
                  count(*) FILTER (WHERE face_value IS NULL) AS without_value
           FROM tickets WHERE organization_id = $1 GROUP BY ticket_group_id) t
     WHERE g.organization_id = $1 AND g.id = t.ticket_group_id AND g.unresolved_count <> t.count`,
    [organizationId],
  );
  for (const table of ['orders', 'order_tickets', 'tickets', 'ticket_groups']) await owner.query(`VACUUM ${table}`);
}
