import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { type Connection, connectionOf, MAX_PAGE_SIZE, type Page } from '../../platform/connection.ts';
import { argumentsBelow, PAGE_ROWS } from '../../platform/graphql/look-ahead.ts';
import { Event, type EventStatus } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { GROUPS_OF_LOCATION, LOCATIONS_OF_VENUE } from './unused-queue-children.ts';
import { UnusedTicketLocation, type UnusedVenue } from './unused-queue.types.ts';

/** The first pages of the two levels below a venue, as far as they are asked for. */
export interface PagesBelow {
  locations?: Page;
  groups?: Page;
}

const LOCATION_ROWS = PAGE_ROWS.flatMap((path) => PAGE_ROWS.map((rows) => [...path, 'ticketLocations', ...rows]));

export function pagesBelow(info: GraphQLResolveInfo): PagesBelow {
  const locations = firstPage(info, 'UnusedVenue', 'ticketLocations', PAGE_ROWS);
  const groups = locations && firstPage(info, 'UnusedTicketLocation', 'ticketGroups', LOCATION_ROWS);
  return { ...(locations ? { locations } : {}), ...(groups ? { groups } : {}) };
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

export const SUMS = 'sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held, count(*) AS groups';

/**
 * SQL for the first ticket locations of each venue of a `page`, as JSON, each with its groups and their events. `sums` has one row
 * for each location: venues are summed up from it, and whether more rows follow than are shown is known from its counts, so that
 * all groups are gone through just once.
 */
export function packedLocations(
  { locations, groups }: PagesBelow,
  where: string,
  values: unknown[],
): { sums: string; packed: string } | undefined {
  if (!locations) return undefined;
  const first = `$${values.push(locations.first)}::int`;
  const packedGroups = groups ? packGroups(groups, where, values) : 'NULL';
  return {
    sums: `SELECT s.*, l.location_key
      FROM (SELECT ${SUMS}, g.venue_id, g.ticket_location_id FROM ticket_groups g
            WHERE ${where} GROUP BY g.venue_id, g.ticket_location_id) s
      JOIN ticket_locations l ON l.organization_id = $1 AND l.id = s.ticket_location_id`,
    packed: `SELECT l.venue_id, json_build_array(max(l.count) > ${first},
        json_agg(json_build_array(l.id, l.location_key, l.unused, l.held, ${packedGroups}) ORDER BY l.place))::text AS locations
      FROM (SELECT s.ticket_location_id AS id, s.*, count(*) OVER (PARTITION BY s.venue_id),
                   row_number() OVER (PARTITION BY s.venue_id ORDER BY s.location_key, s.ticket_location_id) AS place
            FROM sums s JOIN page ON page."venueId" = s.venue_id) l
      WHERE l.place <= ${first} GROUP BY l.venue_id`,
  };
}

function packGroups(page: Page, where: string, values: unknown[]): string {
  const first = `$${values.push(page.first)}::int`;
  return `json_build_array(l.groups > ${first}, (
    SELECT json_agg(json_build_array(
             g.id, g.event_id, g.ticket_category_id, g.event_ends_at, g.held_count, g.unresolved_count, g.unresolved_value::text,
             g.unresolved_without_value_count, g.currency, e.name, e.name_key, e.local_date, e.starts_at, e.version)
             ORDER BY g.event_ends_at DESC, g.id DESC)
     FROM (SELECT g.id, g.event_id, g.ticket_category_id, g.event_ends_at, g.held_count, g.unresolved_count, g.unresolved_value,
                  g.unresolved_without_value_count, g.currency
           FROM ticket_groups g WHERE ${where} AND g.ticket_location_id = l.id
           ORDER BY g.event_ends_at DESC, g.id DESC LIMIT ${first}) g
     JOIN events e ON e.organization_id = $1 AND e.id = g.event_id))`;
}

/** The rows of a page (null: none), and whether more follow. */
type Packed<Row> = [hasNextPage: boolean, rows: Row[] | null];

export type PackedLocations = Packed<PackedLocation>;

type PackedLocation = [id: string, key: string, unused: number, held: number, groups: Packed<PackedGroup> | null];

type PackedGroup = [
  id: string,
  eventId: string,
  ticketCategoryId: string,
  endsAt: string,
  held: number,
  unresolved: number,
  value: string,
  withoutValue: number,
  currency: string,
  eventName: string,
  eventNameKey: string,
  localDate: string,
  startsAt: string | null,
  eventVersion: number,
];

/** The rows of a venue's ticket locations, with their groups; what the groups say of their events is added to `events`. */
export function toLocations(
  venue: UnusedVenue,
  packed: PackedLocations,
  pages: PagesBelow,
  organizationId: string,
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
    if (pages.groups) row.groups = toGroups(location, pages.groups, venue.venueId, organizationId, events);
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
  venueId: string,
  organizationId: string,
  events: Map<string, Event>,
): { page: Page; rows: Connection<TicketGroup> } {
  const [hasNextPage, rows] = location[4] ?? [false, null];
  const packed = rows ?? [];
  const groups = packed.map((row) => {
    let event = events.get(row[1]);
    if (!event) events.set(row[1], (event = toEvent(row, venueId, organizationId)));
    const group = new TicketGroup();
    group.organizationId = organizationId;
    group.id = row[0];
    group.eventId = event.id;
    group.venueId = venueId;
    group.ticketLocationId = location[0];
    group.ticketCategoryId = row[2];
    group.eventEndsAt = event.endsAt;
    group.eventLocalDate = event.localDate;
    group.heldCount = row[4];
    group.unresolvedCount = row[5];
    group.unresolvedValue = row[6];
    group.unresolvedWithoutValueCount = row[7];
    group.currency = row[8];
    return group;
  });
  // The end as PostgreSQL wrote it: a Date has no microseconds.
  const keyset = (group: TicketGroup): string[] => [packed[groups.indexOf(group)]?.[3] ?? '', group.id];
  return { page, rows: connectionOf(groups, hasNextPage, page, GROUPS_OF_LOCATION.order, keyset) };
}

function toEvent(packed: PackedGroup, venueId: string, organizationId: string): Event {
  return Object.assign(new Event(), {
    organizationId,
    id: packed[1],
    venueId,
    name: packed[9],
    nameKey: packed[10],
    localDate: packed[11],
    startsAt: packed[12] === null ? null : new Date(packed[12]),
    // The copy on the groups is the event's own end, and null unless it is SCHEDULED.
    endsAt: new Date(packed[3]),
    status: 'SCHEDULED' as EventStatus,
    version: packed[13],
  });
}
