import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';

/** Groups that one transaction sums up: few, so that nobody who confirms waits for long. */
export const GROUPS_AT_ONCE = 500;

/**
 * Sums up all groups whose part of the kept sums is not what they hold, some in each transaction. Groups that somebody else is writing to
 * are left for the next time. @returns how many groups were summed up
 */
export async function sumUpUnused(database: Database, organizationId: string, now: Date): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await database.write(organizationId, (tx) => sumUpGroups(tx, now));
    all += some;
    if (some < GROUPS_AT_ONCE) return all;
  }
}

/**
 * Sums up the next groups, as of `now`. It waits for nobody who holds a group, so no two can wait for each other. `lock` is a parameter so
 * that a test can take the lock out and see it go wrong.
 */
export async function sumUpGroups(
  tx: WriteTransaction,
  now: Date,
  most = GROUPS_AT_ONCE,
  lock: typeof lockSums = lockSums,
): Promise<number> {
  await lock(tx);
  const picked = await tx.rows<{ id: string }>(PICK, [tx.organizationId, now, most]);
  if (picked.length > 0) await tx.execute(SUM_UP, [tx.organizationId, now, picked.map(({ id }) => id)]);
  return picked.length;
}

/** Whoever writes the sums of an organization, or what its groups remember of them, does so alone. */
export async function lockSums(tx: WriteTransaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} unused sums`]);
}

/** Under its lock a group stays as the next statement reads it. */
const PICK = `
  SELECT g.id FROM ticket_groups g WHERE g.organization_id = $1 AND g.unsummed_from <= $2
  ORDER BY g.unsummed_from LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`;

/**
 * Each group remembers what it holds, or nothing where nothing of it is unused, and the sums change by the difference. An event is
 * counted while one of its groups is in the sums. New rows of sums go in by their key, so that those of one organization are in few pages.
 */
const SUM_UP = `
  WITH picked AS MATERIALIZED (
    SELECT g.*, (g.unresolved_count > 0 AND g.event_ends_at <= $2) IS TRUE AS is_unused
    FROM ticket_groups g WHERE g.organization_id = $1 AND g.id = ANY ($3::uuid[])
  ), remembered AS (
    UPDATE ticket_groups g
    SET summed_end = CASE WHEN p.is_unused THEN p.event_ends_at END,
        summed_currency = CASE WHEN p.is_unused THEN p.currency END,
        summed_held = CASE WHEN p.is_unused THEN p.held_count END,
        summed_unused = CASE WHEN p.is_unused THEN p.unresolved_count END,
        summed_value = CASE WHEN p.is_unused THEN p.unresolved_value END,
        summed_without_value = CASE WHEN p.is_unused THEN p.unresolved_without_value_count END
    FROM picked p WHERE g.organization_id = $1 AND g.id = p.id
  ), differences AS (
    SELECT p.ticket_location_id, p.currency, 1 AS groups, p.held_count AS held, p.unresolved_count AS unused,
           p.unresolved_value AS value, p.unresolved_without_value_count AS without_value
    FROM picked p WHERE p.is_unused
    UNION ALL
    SELECT p.ticket_location_id, p.summed_currency, -1, -p.summed_held, -p.summed_unused, -p.summed_value, -p.summed_without_value
    FROM picked p WHERE p.summed_end IS NOT NULL
  ), added AS (
    INSERT INTO unused_sums AS s (organization_id, ticket_location_id, currency, venue_id, group_count, held, unused, value, without_value)
    SELECT $1, d.ticket_location_id, d.currency, l.venue_id, sum(d.groups), sum(d.held), sum(d.unused), sum(d.value), sum(d.without_value)
    FROM differences d JOIN ticket_locations l ON l.organization_id = $1 AND l.id = d.ticket_location_id
    GROUP BY d.ticket_location_id, d.currency, l.venue_id ORDER BY d.ticket_location_id
    ON CONFLICT (organization_id, ticket_location_id, currency) DO UPDATE
    SET group_count = s.group_count + excluded.group_count, held = s.held + excluded.held, unused = s.unused + excluded.unused,
        value = s.value + excluded.value, without_value = s.without_value + excluded.without_value
  ), of_events AS (
    SELECT p.event_id, bool_or(p.is_unused) AS is_unused, bool_or(p.summed_end IS NOT NULL) AS was_summed
    FROM picked p GROUP BY p.event_id
  ), changed AS (
    SELECT e.is_unused::int - e.was_summed::int AS by
    FROM of_events e WHERE e.is_unused <> e.was_summed AND NOT coalesce((
      SELECT true FROM ticket_groups o
      WHERE o.organization_id = $1 AND o.event_id = e.event_id AND o.summed_end IS NOT NULL AND o.id <> ALL ($3::uuid[]) LIMIT 1
    ), false)
  )
  INSERT INTO unused_totals AS t (organization_id, event_count, latest_end)
  SELECT $1, coalesce((SELECT sum(c.by) FROM changed c), 0), (SELECT max(p.event_ends_at) FROM picked p WHERE p.is_unused)
  ON CONFLICT (organization_id) DO UPDATE
  SET event_count = t.event_count + excluded.event_count, latest_end = GREATEST(t.latest_end, excluded.latest_end)`;
