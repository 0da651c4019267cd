import type { Check } from './check.ts';

/** Counts the tickets of organization $1 again, by ticket group; `condition` narrows the tickets. */
export function recount(condition = ''): string {
  return `
    SELECT t.ticket_group_id, count(*)::int AS held,
           count(*) FILTER (WHERE t.state = 'UNRESOLVED')::int AS unresolved,
           coalesce(sum(t.face_value) FILTER (WHERE t.state = 'UNRESOLVED'), 0) AS value,
           count(*) FILTER (WHERE t.state = 'UNRESOLVED' AND t.face_value IS NULL)::int AS without_value
    FROM tickets t WHERE t.organization_id = $1 ${condition} GROUP BY t.ticket_group_id`;
}

/** What the counters of a group are to be, from the row `r` of its recount; a group without tickets has none. */
export const RECOUNTED = `(coalesce(r.held, 0), coalesce(r.unresolved, 0), coalesce(r.value, 0), coalesce(r.without_value, 0))`;

const IN_WORDS = `'%s held, %s unresolved worth %s, %s of them without a value'`;

export const WRONG_COUNTERS: Check = {
  name: 'wrong counters',
  statement: `
    SELECT g.id, g.id AS group_id,
           format(${IN_WORDS}, g.held_count, g.unresolved_count, g.unresolved_value, g.unresolved_without_value_count) AS found,
           format(${IN_WORDS}, coalesce(r.held, 0), coalesce(r.unresolved, 0), coalesce(r.value, 0), coalesce(r.without_value, 0))
             AS expected
    FROM ticket_groups g LEFT JOIN (${recount()}) r ON r.ticket_group_id = g.id
    WHERE g.organization_id = $1
      AND (g.held_count, g.unresolved_count, g.unresolved_value, g.unresolved_without_value_count) IS DISTINCT FROM ${RECOUNTED}`,
  says: {
    one: '1 ticket group has counters that a recount does not give',
    many: 'ticket groups have counters that a recount does not give',
  },
  advice: 'Run it with --repair: the counters are counted again.',
  isRepairable: true,
};
