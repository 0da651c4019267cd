import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { type Connection, connectionOf, MAX_PAGE_SIZE, type Page } from '../../platform/connection.ts';
import { argumentsBelow, PAGE_ROWS, selectsBelow } from '../../platform/graphql/look-ahead.ts';
import type { Event } from '../events/event.entity.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { eventStates } from './packed-events.ts';
import {
  giveValues,
  PACKED_GROUP,
  PACKED_VALUES,
  type PackedGroup,
  type PackedValues,
  toTicketGroup,
} from './packed-groups.ts';
import { jsonArray, jsonArrayOfRows } from './packed-json.ts';
import { GROUPS_OF_LOCATION, LOCATIONS_OF_VENUE } from './unused-queue-children.ts';
import { UnusedTicketLocation, type UnusedVenue } from './unused-queue.types.ts';

/** The first pages of the two levels below a venue, as far as they are asked for. */
export interface PagesBelow {
  locations?: Page;
  groups?: Page;
  /** Whether values of the groups' tickets are read. */
  groupValues?: true;
}

const LOCATION_ROWS = PAGE_ROWS.flatMap((path) => PAGE_ROWS.map((rows) => [...path, 'ticketLocations', ...rows]));

const GROUP_ROWS = LOCATION_ROWS.flatMap((path) => PAGE_ROWS.map((rows) => [...path, 'ticketGroups', ...rows]));

export function pagesBelow(info: GraphQLResolveInfo): PagesBelow {
  const locations = firstPage(info, 'UnusedVenue', 'ticketLocations', PAGE_ROWS);
  const groups = locations && firstPage(info, 'UnusedTicketLocation', 'ticketGroups', LOCATION_ROWS);
  const groupValues =
    groups && ['unusedFaceValue', 'unusedWithoutValue'].some((name) => selectsBelow(info, GROUP_ROWS, name));
  return {
    ...(locations ? { locations } : {}),
    ...(groups ? { groups } : {}),
    ...(groupValues ? { groupValues } : {}),
  };
}

/** Later pages, and those that will be refused, are left to their own field. */
function firstPage(
  info: GraphQLResolveInfo,
  typeName: string,
  fieldName: string,
  paths: readonly (readonly string[])[],
): Page | undefined {
  const type = info.schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const { first, after } = (field && argumentsBelow(info, paths, field)) ?? {};
  return typeof first === 'number' && first > 0 && first <= MAX_PAGE_SIZE && !after ? { first } : undefined;
}

/** Sums by venue or ticket location: of all groups under the conditions `where`, or of the `contributions` of kept sums. */
export type SumsBy = (column: 'venue_id' | 'ticket_location_id') => string;

export function walkedSums(where: string): SumsBy {
  return (column) =>
    `SELECT sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held, count(*) AS groups, g.${column}
     FROM ticket_groups g WHERE ${where} GROUP BY g.${column}`;
}

export const SUMS_OF_CONTRIBUTIONS: SumsBy = (column) =>
  `SELECT sum(c.unused)::int AS unused, sum(c.held)::int AS held, sum(c.groups) AS groups, c.${column}
   FROM contributions c GROUP BY c.${column} HAVING sum(c.groups) > 0`;

/** OFFSET 0: read in one go. Of few sums expected, PostgreSQL would look each one's location up by itself. */
const EVERY_LOCATION =
  'SELECT t.id, t.venue_id, t.location_key FROM ticket_locations t WHERE t.organization_id = $1 OFFSET 0';

/**
 * SQL for the first ticket locations of each venue of a `page`, with the first groups of each. `sums` has one row for each location:
 * venues are summed up from it, and whether more rows follow than are shown is known from its counts, so that groups are summed up
 * just once. `parts` are further parts of the statement, `locations` the text of the JSON for one venue `p`, `events` those of the groups.
 */
export function packedLocations(
  { locations, groups, groupValues }: PagesBelow,
  where: string,
  values: unknown[],
  sumsBy: SumsBy,
): { sums: string; parts: string; locations: string; events: string | undefined } | undefined {
  if (!locations) return undefined;
  const first = `$${values.push(locations.first)}::int`;
  const firstGroups = groups && `$${values.push(groups.first)}::int`;
  const shown = `, shown AS MATERIALIZED (
       SELECT l.* FROM (
         SELECT s.*, count(*) OVER (PARTITION BY s.venue_id) > ${first} AS has_more,
                row_number() OVER (PARTITION BY s.venue_id ORDER BY s.location_key, s.ticket_location_id) AS place
         FROM sums s JOIN page ON page.venue_id = s.venue_id
       ) l WHERE l.place <= ${first}
     )`;
  return {
    sums: `SELECT s.*, l.venue_id, l.location_key
      FROM (${sumsBy('ticket_location_id')}) s
      JOIN (${EVERY_LOCATION}) l ON l.id = s.ticket_location_id`,
    parts:
      shown + (firstGroups ? lastGroups(firstGroups, where, groupValues ?? false) : '') + packedByVenue(firstGroups),
    locations: '(SELECT b.locations FROM by_venue b WHERE b.venue_id = p.venue_id)',
    events: firstGroups && eventStates('SELECT unnest(l.event_ids) FROM with_groups l'),
  };
}

/**
 * Each location that is shown with its first groups: those of the events that ended last. They are packed where they are found; joined
 * to their locations afterwards, they would be compared with each of them, because PostgreSQL expects but a few.
 */
function lastGroups(first: string, where: string, withValues: boolean): string {
  const columns = [
    ...PACKED_GROUP,
    '"g.event_id"',
    'to_json(g.event_ends_at)::text',
    ...(withValues ? PACKED_VALUES : []),
  ];
  return `, with_groups AS MATERIALIZED (
       SELECT l.*, g.packed, g.event_ids
       FROM shown l CROSS JOIN LATERAL (
         SELECT ${jsonArrayOfRows(jsonArray(columns), 'ORDER BY g.event_ends_at DESC, g.id DESC')} AS packed,
                array_agg(g.event_id) AS event_ids
         FROM (
           SELECT g.id, g.event_id, g.ticket_category_id, g.event_ends_at, g.held_count, g.unresolved_count, g.unresolved_value,
                  g.unresolved_without_value_count, g.currency
           FROM ticket_groups g WHERE ${where} AND g.ticket_location_id = l.ticket_location_id
           ORDER BY g.event_ends_at DESC, g.id DESC LIMIT ${first}
         ) g
       ) g
     )`;
}

function packedByVenue(firstGroups: string | undefined): string {
  const groups = firstGroups ? jsonArray([`(l.groups > ${firstGroups})`, `coalesce(l.packed, 'null')`]) : `'null'`;
  const key = 'to_json(l.location_key)::text';
  const location = jsonArray(['"l.ticket_location_id"', key, 'l.unused', 'l.held', groups]);
  return `, by_venue AS MATERIALIZED (
       SELECT l.venue_id, ${jsonArray(['bool_or(l.has_more)', jsonArrayOfRows(location, 'ORDER BY l.place')])} AS locations
       FROM ${firstGroups ? 'with_groups' : 'shown'} l GROUP BY l.venue_id
     )`;
}

/** The rows of a page (null: none), and whether more follow. */
type Packed<Row> = [hasNextPage: boolean, rows: Row[] | null];

export type PackedLocations = Packed<PackedLocation>;

type PackedLocation = [id: string, key: string, unused: number, held: number, groups: Packed<GroupOfLocation> | null];

type GroupOfLocation = [...PackedGroup, eventId: string, endsAt: string, ...values: PackedValues];

/** The rows of a venue's ticket locations, with their groups. */
export function toLocations(
  venue: UnusedVenue,
  packed: PackedLocations,
  pages: PagesBelow,
  events: Map<string, Event>,
): { page: Page; rows: Connection<UnusedTicketLocation> } | undefined {
  if (!pages.locations) return undefined;
  const rows = (packed[1] ?? []).map((location) => {
    const row = new UnusedTicketLocation();
    row.query = venue.query;
    row.ticketLocationId = location[0];
    row.locationKey = location[1];
    row.unusedCount = location[2];
    row.heldCount = location[3];
    if (pages.groups) row.groups = toGroups(location, pages.groups, events);
    return row;
  });
  return {
    page: pages.locations,
    rows: connectionOf(rows, packed[0], pages.locations, LOCATIONS_OF_VENUE.order, keyOf),
  };
}

function keyOf({ locationKey, ticketLocationId }: UnusedTicketLocation): string[] {
  return [locationKey, ticketLocationId];
}

function toGroups(
  location: PackedLocation,
  page: Page,
  events: Map<string, Event>,
): { page: Page; rows: Connection<TicketGroup> } {
  const [hasNextPage, packed] = location[4] ?? [false, null];
  const groups: TicketGroup[] = [];
  for (const row of packed ?? []) {
    const event = events.get(row[4]);
    if (event) groups.push(toGroup(row, location[0], event));
  }
  // As PostgreSQL wrote it: a Date has no microseconds.
  const endsAt = (id: string): string => packed?.find((row) => row[0] === id)?.[5] ?? '';
  const keyset = (group: TicketGroup): string[] => [endsAt(group.id), group.id];
  return { page, rows: connectionOf(groups, hasNextPage, page, GROUPS_OF_LOCATION.order, keyset) };
}

function toGroup(row: GroupOfLocation, ticketLocationId: string, event: Event): TicketGroup {
  const group = toTicketGroup(row, ticketLocationId, event);
  giveValues(group, row[6], row[7], row[8]);
  return group;
}
