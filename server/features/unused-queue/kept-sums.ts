/*
 * Sums of the unused queue that need not go through all ticket groups. Each group remembers what of it is in `unused_sums`
 * (`summed_...`; sum-up-groups.ts writes both together), and `unsummed_from` is set where that is not what it holds. So the kept
 * sums and those few groups give the same as all groups, at any moment (docs/decisions/0039-kept-sums.md).
 */

/**
 * No more groups are looked at one by one: it takes some six times as long for each as going through all groups of the organization in the
 * order of the index, about ten milliseconds for so many.
 */
export const MOST_UNSUMMED = 2_000;

/**
 * Parts of a WITH for organization $1. `contributions` has rows that add up to what is unused at `now`, by venue, ticket location
 * and currency: what is kept, and for each unsummed group what it holds less what of it was summed up. A sum over no `groups` is none.
 *
 * Of a range with two ends PostgreSQL expects few rows, whatever `now` is, so that it keeps the plan of a prepared statement: planning the
 * Venue View anew takes two milliseconds.
 */
export function keptSums(now: string, most = MOST_UNSUMMED): string {
  return `found AS MATERIALIZED (
       SELECT g.event_id, g.venue_id, g.ticket_location_id, g.currency, g.held_count, g.unresolved_count, g.unresolved_value,
              g.unresolved_without_value_count, g.summed_end, g.summed_currency, g.summed_held, g.summed_unused, g.summed_value,
              g.summed_without_value, (g.unresolved_count > 0 AND g.event_ends_at <= ${now}) IS TRUE AS is_unused
       FROM ticket_groups g
       WHERE g.organization_id = $1 AND g.unsummed_from > '-infinity' AND g.unsummed_from <= ${now}
       ORDER BY g.unsummed_from LIMIT ${most + 1}
     ), unsummed AS NOT MATERIALIZED (
       SELECT f.* FROM found f WHERE (SELECT count(*) FROM found) <= ${most}
     ), contributions AS (
       SELECT s.venue_id, s.ticket_location_id, s.currency, s.group_count AS groups, s.held, s.unused, s.value, s.without_value
       FROM unused_sums s WHERE s.organization_id = $1
       UNION ALL
       SELECT u.venue_id, u.ticket_location_id, u.currency, 1, u.held_count, u.unresolved_count, u.unresolved_value,
              u.unresolved_without_value_count
       FROM unsummed u WHERE u.is_unused
       UNION ALL
       SELECT u.venue_id, u.ticket_location_id, u.summed_currency, -1, -u.summed_held, -u.summed_unused, -u.summed_value,
              -u.summed_without_value
       FROM unsummed u WHERE u.summed_end IS NOT NULL
     )`;
}

/**
 * Whether the parts above say it: not where too many groups are unsummed, and not for a `now` that is before the end of an event that is
 * summed up already (processes differ in their clocks).
 */
export function keptSumsHold(now: string, most = MOST_UNSUMMED): string {
  return `((SELECT count(*) FROM found) <= ${most} AND coalesce((
       SELECT t.latest_end <= ${now} FROM unused_totals t WHERE t.organization_id = $1), true))`;
}

/**
 * How many events have something unused. An event counts differently than before only if none of its other groups is in the sums as
 * it is; those are looked for only where its unsummed groups do not tell.
 */
export const KEPT_EVENT_COUNT = `(
     coalesce((SELECT t.event_count FROM unused_totals t WHERE t.organization_id = $1), 0) + coalesce((
       SELECT sum(e.is_unused::int - e.was_summed::int)
       FROM (SELECT u.event_id, bool_or(u.is_unused) AS is_unused, bool_or(u.summed_end IS NOT NULL) AS was_summed
             FROM unsummed u GROUP BY u.event_id) e
       WHERE e.is_unused <> e.was_summed AND NOT coalesce((
         SELECT true FROM ticket_groups o
         WHERE o.organization_id = $1 AND o.event_id = e.event_id AND o.summed_end IS NOT NULL AND o.unsummed_from IS NULL LIMIT 1
       ), false)
     ), 0))::int`;
