/*
 * What somebody who chose PostGraphile would write: views with the rights of whoever asks, keys and relations in smart comments, and a
 * function for the filters that conditions cannot say. Events are sorted where they are grouped: sorted by the query alone, PostgreSQL
 * groups those of all time before it takes a page.
 */
const EVENT_COLUMNS = `
  SELECT u.event_id AS id, e.name, e.starts_at, e.local_date, v.name AS venue, u.unused, u.held, u.ends_at
  FROM (SELECT g.organization_id, g.event_id, g.event_ends_at AS ends_at, sum(g.unresolved_count)::int AS unused,
               sum(g.held_count)::int AS held
        FROM ticket_groups g WHERE g.unresolved_count > 0 AND g.event_ends_at <= now() FILTERS
        GROUP BY g.organization_id, g.event_ends_at, g.event_id ORDER BY g.event_ends_at DESC, g.event_id DESC) u
  JOIN events e ON e.organization_id = u.organization_id AND e.id = u.event_id
  JOIN venues v ON v.organization_id = e.organization_id AND v.id = e.venue_id`;

const LOCATION_NAME = `l.section || CASE WHEN l.row_name = '' THEN '' ELSE ', row ' || l.row_name END`;

export const VIEWS = `
  DROP SCHEMA IF EXISTS bench_api CASCADE;
  CREATE SCHEMA bench_api;
  GRANT USAGE ON SCHEMA bench_api TO app_rw;

  CREATE VIEW bench_api.events WITH (security_invoker) AS ${EVENT_COLUMNS.replace('FILTERS', '')};
  COMMENT ON VIEW bench_api.events IS '@primaryKey id';

  CREATE FUNCTION bench_api.filtered_events(from_day date, to_day date, category uuid, needle text)
  RETURNS SETOF bench_api.events LANGUAGE sql STABLE AS $$
    ${EVENT_COLUMNS.replace(
      'FILTERS',
      `AND g.event_local_date >= from_day AND g.event_local_date <= to_day AND g.ticket_category_id = category
       AND g.event_ends_at BETWEEN earliest_end(from_day) AND latest_end(to_day)
       AND (needle IS NULL OR g.event_id = ANY (ARRAY(SELECT event_id FROM search_events(needle, earliest_end(from_day), latest_end(to_day)))))`,
    )}
    ORDER BY u.ends_at DESC, u.event_id DESC
  $$;

  -- Outer joins, which PostgreSQL leaves out where nobody asks for their columns.
  CREATE VIEW bench_api.groups WITH (security_invoker) AS
  SELECT g.id, g.event_id, g.ticket_location_id, g.ticket_category_id AS category_id, g.unresolved_count AS unused,
         g.event_ends_at AS ends_at, ${LOCATION_NAME} AS location, l.location_key, c.name AS category, c.name_key AS category_key,
         e.name AS event_name, e.local_date AS event_day
  FROM ticket_groups g
  LEFT JOIN ticket_locations l ON l.organization_id = g.organization_id AND l.id = g.ticket_location_id
  LEFT JOIN ticket_categories c ON c.organization_id = g.organization_id AND c.id = g.ticket_category_id
  LEFT JOIN events e ON e.organization_id = g.organization_id AND e.id = g.event_id
  WHERE g.unresolved_count > 0 AND g.event_ends_at <= now();
  COMMENT ON VIEW bench_api.groups IS '@primaryKey id
@foreignKey (event_id) references bench_api.events (id)|@fieldName event|@foreignFieldName groups
@foreignKey (ticket_location_id) references bench_api.locations (id)|@foreignFieldName groups';

  CREATE VIEW bench_api.locations WITH (security_invoker) AS
  SELECT l.id, l.venue_id, ${LOCATION_NAME} AS name, l.location_key, sum(g.unresolved_count)::int AS unused
  FROM ticket_locations l
  JOIN ticket_groups g ON g.organization_id = l.organization_id AND g.ticket_location_id = l.id
  WHERE g.unresolved_count > 0 AND g.event_ends_at <= now()
  GROUP BY l.organization_id, l.id;
  COMMENT ON VIEW bench_api.locations IS '@primaryKey id
@foreignKey (venue_id) references bench_api.venues (id)|@foreignFieldName locations';

  CREATE VIEW bench_api.venues WITH (security_invoker) AS
  SELECT v.id, v.name, v.name_key, s.unused, s.held
  FROM (SELECT g.organization_id, g.venue_id, sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held
        FROM ticket_groups g WHERE g.unresolved_count > 0 AND g.event_ends_at <= now() GROUP BY g.organization_id, g.venue_id) s
  JOIN venues v ON v.organization_id = s.organization_id AND v.id = s.venue_id;
  COMMENT ON VIEW bench_api.venues IS '@primaryKey id';

  CREATE VIEW bench_api.totals WITH (security_invoker) AS
  SELECT g.currency, count(DISTINCT g.event_id)::int AS events, count(DISTINCT g.venue_id)::int AS venues,
         sum(g.unresolved_count)::int AS tickets, sum(g.unresolved_value)::text AS value,
         sum(g.unresolved_without_value_count)::int AS without_value
  FROM ticket_groups g WHERE g.unresolved_count > 0 AND g.event_ends_at <= now()
  GROUP BY GROUPING SETS ((), (g.currency));

  GRANT SELECT ON ALL TABLES IN SCHEMA bench_api TO app_rw;
`;
