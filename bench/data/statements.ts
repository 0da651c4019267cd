/*
 * The statements that fill the product's own tables. Everything that looks random is a hash of the row's number and the seed, so
 * the same seed gives the same rows on every machine. `bench.shapes` and `bench.names` are filled before.
 */

/** The day of the first event; the last is ten years later. */
export const FIRST_DAY = '2018-01-01';

export const PREPARE = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE bench.shapes (number int PRIMARY KEY, slug text, name text, events int, venues int, users int,
                             fixed_groups int, fixed_held int, days int);
  CREATE TABLE bench.names (kind text, number int, name text, key text, PRIMARY KEY (kind, number));

  -- A uuid in the order of its number, like the product's own: kind, organization, number, then what tells it apart.
  CREATE FUNCTION bench.id(kind int, organization int, number bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN
    (lpad(to_hex(kind), 2, '0') || lpad(to_hex(organization), 4, '0') || lpad(to_hex(number / 4096), 6, '0') || '7'
     || lpad(to_hex(number % 4096), 3, '0') || '8' || substr(md5(kind || '.' || organization || '.' || number), 1, 15))::uuid;
`;

export const FUNCTIONS = (seed: number): string => `
  -- A number from 0 to below, always the same for the same organization, number and use.
  CREATE OR REPLACE FUNCTION bench.pick(use int, organization int, number bigint, below int)
  RETURNS int IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN
    abs(hashint8extended(number * 4096 + organization, use * 1000 + ${seed}) % below)::int;
`;

export const PEOPLE = `
  INSERT INTO organizations (id, slug, name, time_zone, created_at)
  SELECT bench.id(1, number, 0), slug, name, 'America/New_York', '${FIRST_DAY}' FROM bench.shapes;

  INSERT INTO users (organization_id, id, name, email, email_key, search_text, department, role, created_at)
  SELECT bench.id(1, s.number, 0), bench.id(2, s.number, u), n.name || ' ' || u, email, email,
         n.key || ' ' || u || ' ' || email || ' sales', 'Sales',
         CASE WHEN u = 1 THEN 'SUPER_USER' WHEN u = 2 THEN 'INVENTORY_MANAGER' WHEN u <= 5 THEN 'TICKET_MANAGER'
              WHEN u <= 15 THEN 'MANAGER' ELSE 'EMPLOYEE' END, '${FIRST_DAY}'
  FROM bench.shapes s CROSS JOIN LATERAL generate_series(1, s.users) u
  CROSS JOIN LATERAL (SELECT 'user' || u || '.' || s.slug || '@example.com' AS email) address
  JOIN bench.names n ON n.kind = 'person' AND n.number = u % (SELECT count(*) FROM bench.names WHERE kind = 'person');

  INSERT INTO sign_in_identities (id, organization_id, user_id, email_key, password_hash, updated_at)
  SELECT bench.id(3, s.number, u), bench.id(1, s.number, 0), bench.id(2, s.number, u),
         'user' || u || '.' || s.slug || '@example.com', $1, '${FIRST_DAY}'
  FROM bench.shapes s, generate_series(1, 5) u;
`;

export const PLACES = `
  INSERT INTO venues (organization_id, id, name, name_key, city, country, time_zone, capacity)
  SELECT bench.id(1, s.number, 0), bench.id(4, s.number, v), n.name, n.key, 'Example City', 'US',
         (ARRAY['America/New_York', 'America/Chicago', 'America/Denver', 'Europe/London'])[1 + v % 4], 10000 + v * 100
  FROM bench.shapes s CROSS JOIN LATERAL generate_series(0, s.venues - 1) v
  JOIN bench.names n ON n.kind = 'venue' AND n.number = v;

  INSERT INTO ticket_categories (organization_id, id, name, name_key, admits_person)
  SELECT bench.id(1, s.number, 0), bench.id(5, s.number, c::int), category, lower(category), c <> 5
  FROM bench.shapes s, unnest(ARRAY['Suite', 'Club Seat', 'Lower Bowl', 'Upper Bowl', 'Parking Pass']) WITH ORDINALITY AS t(category, c);

  INSERT INTO usage_categories (organization_id, id, name, name_key)
  SELECT bench.id(1, s.number, 0), bench.id(6, s.number, c::int), category, lower(category)
  FROM bench.shapes s, unnest(ARRAY['Client Entertainment', 'Employee Reward', 'Charity']) WITH ORDINALITY AS t(category, c);

  INSERT INTO ticket_locations (organization_id, id, venue_id, section, row_name, location_key)
  SELECT bench.id(1, s.number, 0), bench.id(7, s.number, v * 12 + l), bench.id(4, s.number, v), section, row_name,
         lower(section || '|' || row_name)
  FROM bench.shapes s CROSS JOIN LATERAL generate_series(0, s.venues - 1) v CROSS JOIN generate_series(0, 11) l
  CROSS JOIN LATERAL (
    SELECT CASE WHEN l < 4 THEN 'Suite ' || 200 + v + l * 5 WHEN l < 7 THEN 'Club ' || 100 + l WHEN l < 10 THEN 'Section ' || 10 + l
                WHEN l = 10 THEN 'Terrace ' || 300 + v ELSE 'Lot C' END AS section,
           CASE WHEN l BETWEEN 4 AND 10 THEN chr(65 + l) ELSE '' END AS row_name) label;
`;

export const EVENTS = `
  INSERT INTO events (organization_id, id, venue_id, name, name_key, local_date, starts_at, ends_at, status)
  SELECT bench.id(1, s.number, 0), bench.id(8, s.number, e), v.id, n.name, n.key, local_day,
         CASE WHEN timed THEN starts END,
         CASE WHEN timed THEN starts + interval '4 hours' ELSE (local_day + 1)::timestamp AT TIME ZONE v.time_zone END,
         CASE WHEN s.fixed_groups IS NOT NULL THEN 'SCHEDULED'
              ELSE coalesce((ARRAY['POSTPONED', 'CANCELLED'])[1 + bench.pick(1, s.number, e, 50)], 'SCHEDULED') END
  FROM bench.shapes s CROSS JOIN LATERAL generate_series(0, s.events - 1) e
  JOIN venues v ON v.organization_id = bench.id(1, s.number, 0) AND v.id = bench.id(4, s.number, bench.pick(2, s.number, e, s.venues))
  JOIN bench.names n ON n.kind = 'event' AND n.number = (e * 7919 + s.number * 31) % (SELECT count(*) FROM bench.names WHERE kind = 'event')
  CROSS JOIN LATERAL (SELECT date '${FIRST_DAY}' + (e::bigint * s.days / s.events)::int AS local_day,
                             bench.pick(3, s.number, e, 100) >= 3 AS timed) day
  CROSS JOIN LATERAL (SELECT (local_day + (ARRAY[time '13:00', '19:00', '19:30', '20:00'])[1 + bench.pick(4, s.number, e, 4)])
                             AT TIME ZONE v.time_zone AS starts) start;
`;

/** What tickets, orders and the counters are all made from, so that they agree. */
export const GROUP_PLAN = `
  CREATE UNLOGGED TABLE bench.groups AS
  SELECT s.number AS organization, e.organization_id, e.id AS event_id, e.venue_id, e.ends_at, e.local_date, e.status, en.n * 8 + k AS number,
         bench.id(9, s.number, en.n * 8 + k) AS id, location, held,
         CASE WHEN s.fixed_held IS NOT NULL THEN 0
              WHEN bench.pick(6, s.number, en.n * 8 + k, 10) = 0 THEN held
              WHEN bench.pick(6, s.number, en.n * 8 + k, 10) < 4 THEN 0
              ELSE bench.pick(7, s.number, en.n * 8 + k, held / 2 + 1) END AS ordered,
         CASE WHEN bench.pick(8, s.number, en.n * 8 + k, 20) > 0 THEN 20 + bench.pick(9, s.number, en.n * 8 + k, 300) END AS value,
         bench.id(7, s.number, venue * 12 + location) AS ticket_location_id, venue
  FROM bench.shapes s CROSS JOIN LATERAL generate_series(0, s.events - 1) AS en(n)
  JOIN events e ON e.organization_id = bench.id(1, s.number, 0) AND e.id = bench.id(8, s.number, en.n)
  CROSS JOIN LATERAL (SELECT bench.pick(2, s.number, en.n, s.venues) AS venue) place
  CROSS JOIN LATERAL generate_series(0, coalesce(s.fixed_groups, 4 + bench.pick(5, s.number, en.n, 4)) - 1) k
  CROSS JOIN LATERAL (SELECT (bench.pick(10, s.number, en.n, 12) + k) % 12 AS location,
                             coalesce(s.fixed_held, 8 + bench.pick(11, s.number, en.n * 8 + k, 13)) AS held) seats;
  ANALYZE bench.groups;
`;

/**
 * In the order of their ids, as imports write them. All that is unused at that moment is in the kept sums, as the product's job leaves
 * it.
 */
export const GROUPS = (now: Date): string => `
  INSERT INTO ticket_groups (organization_id, id, event_id, ticket_location_id, ticket_category_id, venue_id, event_ends_at,
                             event_local_date, held_count, unresolved_count, unresolved_value, unresolved_without_value_count, currency,
                             summed_end, summed_held, summed_unused, summed_value, summed_without_value, summed_currency)
  SELECT organization_id, id, event_id, ticket_location_id,
         bench.id(5, organization, CASE WHEN location < 4 THEN 1 WHEN location < 7 THEN 2 WHEN location < 10 THEN 3
                                        WHEN location = 10 THEN 4 ELSE 5 END),
         venue_id, CASE WHEN status = 'SCHEDULED' THEN ends_at END, local_date, held, unused, worth, unknown, currency,
         CASE WHEN is_unused THEN ends_at END, CASE WHEN is_unused THEN held END, CASE WHEN is_unused THEN unused END,
         CASE WHEN is_unused THEN worth END, CASE WHEN is_unused THEN unknown END, CASE WHEN is_unused THEN currency END
  FROM (SELECT *, held - ordered AS unused, coalesce(value * (held - ordered), 0) AS worth,
               CASE WHEN value IS NULL THEN held - ordered ELSE 0 END AS unknown,
               CASE WHEN venue % 8 = 7 THEN 'GBP' ELSE 'USD' END AS currency,
               held > ordered AND status = 'SCHEDULED' AND ends_at <= '${now.toISOString()}' AS is_unused
        FROM bench.groups) g
  ORDER BY g.organization_id, g.id;

  INSERT INTO unused_sums (organization_id, ticket_location_id, currency, venue_id, group_count, held, unused, value, without_value)
  SELECT organization_id, ticket_location_id, summed_currency, venue_id, count(*), sum(summed_held), sum(summed_unused), sum(summed_value),
         sum(summed_without_value)
  FROM ticket_groups WHERE summed_end IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3;
  INSERT INTO unused_totals (organization_id, event_count, latest_end)
  SELECT organization_id, count(DISTINCT event_id), max(summed_end) FROM ticket_groups WHERE summed_end IS NOT NULL GROUP BY 1;
`;

export const TICKETS = `
  INSERT INTO tickets (organization_id, id, ticket_group_id, event_id, ticket_location_id, seat, face_value, state)
  SELECT organization_id, bench.id(10, organization, number * 32 + i - 1), id, event_id, ticket_location_id,
         CASE WHEN location < 11 THEN i END, value, CASE WHEN i <= ordered THEN 'ORDERED' ELSE 'UNRESOLVED' END
  FROM bench.groups CROSS JOIN LATERAL generate_series(1, held) i;
`;

export const ORDERS = `
  INSERT INTO orders (organization_id, id, number, status, event_id, ticket_group_id, recipient_id, created_at)
  SELECT organization_id, bench.id(11, organization, g.number), lpad(upper(to_hex(g.number)), 8, '0'), 'ORDERED', event_id, id,
         bench.id(2, organization, 1 + bench.pick(12, organization, g.number, s.users)), ends_at - interval '30 days'
  FROM bench.groups g JOIN bench.shapes s ON s.number = g.organization WHERE ordered > 0;

  INSERT INTO order_tickets (organization_id, order_id, ticket_id, position)
  SELECT organization_id, bench.id(11, organization, number), bench.id(10, organization, number * 32 + i - 1), i - 1
  FROM bench.groups CROSS JOIN LATERAL generate_series(1, ordered) i;
`;
