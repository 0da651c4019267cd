import type { Check } from './check.ts';

/** What the ticket groups of organization $1 say is summed up of them, by ticket location and currency. */
export const SUMMED_UP = `
  SELECT g.ticket_location_id, g.summed_currency AS currency, l.venue_id, count(*)::int AS group_count, sum(g.summed_held)::int AS held,
         sum(g.summed_unused)::int AS unused, sum(g.summed_value) AS value, sum(g.summed_without_value)::int AS without_value
  FROM ticket_groups g JOIN ticket_locations l ON l.organization_id = g.organization_id AND l.id = g.ticket_location_id
  WHERE g.organization_id = $1 AND g.summed_end IS NOT NULL GROUP BY 1, 2, 3`;

/** The same for the whole organization. */
export const SUMMED_UP_IN_ALL = `
  SELECT count(DISTINCT g.event_id)::int AS event_count, max(g.summed_end) AS latest_end
  FROM ticket_groups g WHERE g.organization_id = $1 AND g.summed_end IS NOT NULL`;

const sums = (row: string): string =>
  `coalesce(${row}.group_count, 0), coalesce(${row}.unused, 0), coalesce(${row}.held, 0), coalesce(${row}.value, 0),
   coalesce(${row}.without_value, 0)`;

const SUMS_IN_WORDS = `'%s groups at venue %s with %s unused of %s held worth %s, %s of them without a value'`;
const TOTALS_IN_WORDS = `'%s events, the last of which ended %s'`;

/** A ticket location all of whose groups have gone keeps a row of nothing; the latest end never goes back. */
export const WRONG_SUMS: Check = {
  name: 'wrong sums',
  statement: `
    SELECT coalesce(s.ticket_location_id, r.ticket_location_id) AS id, NULL::uuid AS group_id,
           format(${SUMS_IN_WORDS}, s.group_count, s.venue_id, s.unused, s.held, s.value, s.without_value) AS found,
           format(${SUMS_IN_WORDS}, r.group_count, r.venue_id, r.unused, r.held, r.value, r.without_value) AS expected
    FROM (SELECT k.* FROM unused_sums k WHERE k.organization_id = $1) s
    FULL JOIN (${SUMMED_UP}) r ON r.ticket_location_id = s.ticket_location_id AND r.currency = s.currency
    WHERE (${sums('s')}) <> (${sums('r')}) OR s.venue_id <> r.venue_id
    UNION ALL
    SELECT $1::uuid, NULL, format(${TOTALS_IN_WORDS}, t.event_count, t.latest_end), format(${TOTALS_IN_WORDS}, r.event_count, r.latest_end)
    FROM (${SUMMED_UP_IN_ALL}) r LEFT JOIN unused_totals t ON t.organization_id = $1
    WHERE coalesce(t.event_count, 0) <> r.event_count OR r.latest_end > coalesce(t.latest_end, '-infinity')`,
  says: {
    one: '1 sum of the unused queue is not what the ticket groups say is in it',
    many: 'sums of the unused queue are not what the ticket groups say is in them',
  },
  advice: 'Run it with --repair: the sums are made again.',
  isRepairable: true,
};
