import { KEPT_EVENT_COUNT, keptSums } from '../../../server/features/unused-queue/kept-sums.ts';
import type { EventsQuestion, Question } from '../../questions/question.ts';

/** A statement in which the database makes the whole answer. It is prepared under its name. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

export function statementFor(question: Question, organizationId: string): Statement {
  if (question.about === 'events') return eventsStatement(question, organizationId);
  if (question.about === 'totals') return { name: 'totals', text: TOTALS, values: [organizationId] };
  return { name: 'venues', text: VENUES, values: [organizationId, question.first] };
}

const UNUSED = 'g.organization_id = $1 AND g.unresolved_count > 0 AND g.event_ends_at <= now()';
const LOCATION_NAME = `l.section || CASE WHEN l.row_name = '' THEN '' ELSE ', row ' || l.row_name END`;

function eventsStatement({ first, after, filter }: EventsQuestion, organizationId: string): Statement {
  const values: unknown[] = [organizationId, first];
  const names = ['events'];
  const add = (name: string, condition: (place: string) => string, value: unknown): string => {
    if (!value) return '';
    names.push(name);
    values.push(value);
    return ` AND ${condition(`$${values.length}`)}`;
  };
  // What is not near the range in the index by the events' ends is never looked at, by the search neither.
  const ends: string[] = [];
  const addDay = (name: 'ends_from' | 'ends_to', sign: string, bound: string, day: string | undefined): string =>
    add(
      name,
      (place) => {
        ends.push(`${name} => ${bound}(${place}::date)`);
        return `g.event_local_date ${sign} ${place}::date AND g.event_ends_at ${sign} ${bound}(${place}::date)`;
      },
      day,
    );
  const where =
    UNUSED +
    addDay('ends_from', '>=', 'earliest_end', filter?.from) +
    addDay('ends_to', '<=', 'latest_end', filter?.to) +
    // Of an array PostgreSQL expects more rows, so its plan for any value walks the covering index as well.
    add(
      'category',
      (place) => `g.ticket_category_id = ANY (${place}::uuid[])`,
      filter?.categoryId && [filter.categoryId],
    ) +
    add(
      'search',
      (place) => `g.event_id = ANY (ARRAY(SELECT event_id FROM search_events(${[place, ...ends].join(', ')})))`,
      filter?.search,
    );
  const [end, id] = after?.split(',') ?? [];
  const keyset =
    add('end', (place) => `g.event_ends_at <= ${place}::timestamptz`, end) +
    add('after', (place) => `(g.event_ends_at, g.event_id) < ($${values.length - 1}::timestamptz, ${place}::uuid)`, id);
  // One walk of the covering index that stops after the page, each row with its names; its events are looked up in one go.
  const text = `
    WITH page AS (
      SELECT g.event_id, g.event_ends_at, sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held,
             json_agg(json_build_object('id', g.id, 'unused', g.unresolved_count, 'location', ${LOCATION_NAME}, 'category', c.name)
                      ORDER BY l.location_key COLLATE "C", c.name_key COLLATE "C", g.id) AS groups
      FROM ticket_groups g
      JOIN ticket_locations l ON l.organization_id = $1 AND l.id = g.ticket_location_id
      JOIN ticket_categories c ON c.organization_id = $1 AND c.id = g.ticket_category_id
      WHERE ${where}${keyset}
      GROUP BY g.event_ends_at, g.event_id ORDER BY g.event_ends_at DESC, g.event_id DESC LIMIT $2
    ), shown AS MATERIALIZED (
      SELECT e.id, e.name, e.starts_at, e.local_date, v.name AS venue
      FROM events e JOIN venues v ON v.organization_id = $1 AND v.id = e.venue_id
      WHERE e.organization_id = $1 AND e.id = ANY (ARRAY(SELECT event_id FROM page))
    )
    SELECT json_build_object(
      'nodes', coalesce(json_agg(json_build_object(
        'id', p.event_id, 'name', e.name, 'startsAt', e.starts_at, 'localDate', e.local_date, 'venue', e.venue,
        'unused', p.unused, 'held', p.held, 'groups', p.groups) ORDER BY p.event_ends_at DESC, p.event_id DESC), '[]'),
      'endCursor', (SELECT to_char(event_ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ',' || event_id
                    FROM page ORDER BY event_ends_at, event_id LIMIT 1))::text AS answer
    FROM page p JOIN shown e ON e.id = p.event_id`;
  return { name: names.join('-'), text, values };
}

/** A location's last group is picked before its event is read. */
const VENUES = `
  WITH ${keptSums('now()')}, sums AS MATERIALIZED (
    SELECT c.ticket_location_id, c.venue_id, sum(c.unused)::int AS unused, sum(c.held)::int AS held
    FROM contributions c GROUP BY c.ticket_location_id, c.venue_id HAVING sum(c.groups) > 0
  ), page AS (
    SELECT v.id, v.name, v.name_key, s.unused, s.held
    FROM (SELECT s.venue_id, sum(s.unused)::int AS unused, sum(s.held)::int AS held FROM sums s GROUP BY s.venue_id) s
    JOIN venues v ON v.organization_id = $1 AND v.id = s.venue_id
    ORDER BY v.name_key, v.id LIMIT $2
  )
  SELECT json_build_object('nodes', coalesce(json_agg(
    json_build_object('name', p.name, 'unused', p.unused, 'held', p.held, 'locations', locations.list)
    ORDER BY p.name_key, p.id), '[]'))::text AS answer
  FROM page p CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('name', name, 'unused', unused, 'lastGroup', last.object) ORDER BY location_key, id) AS list
    FROM (SELECT l.id, l.location_key, ${LOCATION_NAME} AS name, s.unused
          FROM sums s JOIN ticket_locations l ON l.organization_id = $1 AND l.id = s.ticket_location_id
          WHERE s.venue_id = p.id ORDER BY l.location_key, l.id LIMIT 10) location
    CROSS JOIN LATERAL (
      SELECT json_build_object('id', g.id, 'unused', g.unresolved_count, 'event', e.name, 'day', e.local_date) AS object
      FROM (SELECT g.id, g.event_id, g.unresolved_count FROM ticket_groups g
            WHERE ${UNUSED} AND g.ticket_location_id = location.id ORDER BY g.event_ends_at DESC, g.id DESC LIMIT 1) g
      JOIN events e ON e.organization_id = $1 AND e.id = g.event_id
    ) last
  ) locations`;

const TOTALS = `
  WITH ${keptSums('now()')}, s AS MATERIALIZED (
    SELECT c.currency, c.venue_id, sum(c.unused) AS tickets, sum(c.value) AS value, sum(c.without_value) AS without_value
    FROM contributions c GROUP BY c.currency, c.venue_id HAVING sum(c.groups) > 0
  )
  SELECT json_build_object(
    'events', ${KEPT_EVENT_COUNT}, 'venues', max(venues), 'tickets', max(tickets), 'withoutValue', max(without_value),
    'faceValue', coalesce(json_agg(json_build_object('amount', value, 'currency', currency)) FILTER (WHERE currency IS NOT NULL), '[]')
  )::text AS answer
  FROM (SELECT s.currency, count(DISTINCT s.venue_id) AS venues, sum(s.tickets) AS tickets, sum(s.value)::text AS value,
               sum(s.without_value) AS without_value
        FROM s GROUP BY GROUPING SETS ((), (s.currency))) sums`;
