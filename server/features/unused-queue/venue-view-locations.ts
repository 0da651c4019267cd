import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { type Connection, connectionOf, MAX_PAGE_SIZE, type Page } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { argumentsBelow, PAGE_ROWS } from '../../platform/graphql/look-ahead.ts';
import { Event, type EventStatus } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
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

/**
 * SQL for the JSON of a venue's ticket locations (the venue is `p`), each with its groups and their events. Of the row after a page
 * nothing is read but that it is there.
 */
export function packedLocations({ locations, groups }: PagesBelow, where: string, values: unknown[]): string {
  if (!locations) return 'NULL';
  const first = `$${values.push(locations.first)}::int`;
  const packedGroups = groups ? packGroups(groups, where, values) : 'NULL';
  return `(SELECT json_build_array(count(*) > ${first},
             json_agg(json_build_array(l.id, l.location_key, l.unused, l.held, ${packedGroups})
                      ORDER BY l.location_key, l.id) FILTER (WHERE l.place <= ${first}))::text
     FROM (SELECT l.id, l.location_key, sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held,
                  row_number() OVER (ORDER BY l.location_key, l.id) AS place
           FROM ticket_locations l JOIN ticket_groups g ON g.organization_id = $1 AND g.ticket_location_id = l.id
           WHERE l.organization_id = $1 AND l.venue_id = p."venueId" AND ${where}
           GROUP BY l.organization_id, l.id ORDER BY l.location_key, l.id LIMIT ${first} + 1) l)`;
}

function packGroups(page: Page, where: string, values: unknown[]): string {
  const first = `$${values.push(page.first)}::int`;
  return `(SELECT json_build_array(count(*) > ${first},
             json_agg(json_build_array(
               g.id, g.event_id, g.ticket_category_id, g.event_ends_at, g.held_count, g.unresolved_count, g.unresolved_value::text,
               g.unresolved_without_value_count, g.currency, e.name, e.name_key, e.local_date, e.starts_at, e.version)
               ORDER BY g.place) FILTER (WHERE g.place <= ${first}))
     FROM (SELECT g.id, g.event_id, g.ticket_category_id, g.event_ends_at, g.held_count, g.unresolved_count, g.unresolved_value,
                  g.unresolved_without_value_count, g.currency, row_number() OVER (ORDER BY g.event_ends_at DESC, g.id DESC) AS place
           FROM ticket_groups g WHERE ${where} AND g.ticket_location_id = l.id
           ORDER BY g.event_ends_at DESC, g.id DESC LIMIT ${first} + 1) g
     LEFT JOIN events e ON g.place <= ${first} AND e.organization_id = $1 AND e.id = g.event_id)`;
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

/** The rows of a venue's ticket locations, with their groups; what the groups say of their events is made known. */
export function toLocations(
  venue: UnusedVenue,
  packed: PackedLocations,
  pages: PagesBelow,
  ctx: RequestContext,
): { page: Page; rows: Connection<UnusedTicketLocation> } | undefined {
  if (!pages.locations) return undefined;
  const events = new Map<string, Event>();
  const rows = (packed[1] ?? []).map((location) => {
    const row = new UnusedTicketLocation();
    row.query = venue.query;
    row.ticketLocationId = location[0];
    row.locationKey = location[1];
    row.unusedCount = location[2];
    row.heldCount = location[3];
    if (pages.groups) row.groups = toGroups(location, pages.groups, venue.venueId, ctx.organizationId, events);
    return row;
  });
  if (pages.groups) ctx.know(eventById, events);
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
  const endsAt = new Map<string, string>();
  const [hasNextPage, packedGroups] = location[4] ?? [false, null];
  const groups = (packedGroups ?? []).map((packed) => {
    const event = events.get(packed[1]) ?? toEvent(packed, venueId, organizationId);
    events.set(event.id, event);
    endsAt.set(packed[0], packed[3]);
    const group = new TicketGroup();
    group.organizationId = organizationId;
    group.id = packed[0];
    group.eventId = event.id;
    group.venueId = venueId;
    group.ticketLocationId = location[0];
    group.ticketCategoryId = packed[2];
    group.eventEndsAt = event.endsAt;
    group.eventLocalDate = event.localDate;
    group.heldCount = packed[4];
    group.unresolvedCount = packed[5];
    group.unresolvedValue = packed[6];
    group.unresolvedWithoutValueCount = packed[7];
    group.currency = packed[8];
    return group;
  });
  const keyset = ({ id }: TicketGroup): string[] => [endsAt.get(id) ?? '', id];
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
