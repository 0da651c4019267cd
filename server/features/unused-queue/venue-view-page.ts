import type { GraphQLResolveInfo } from 'graphql';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import { knowLabels, LABELS_VERSION } from './queue-labels.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { keysetAfter } from './unused-queue.reads.ts';
import { UnusedVenue, type UnusedVenueOrder } from './unused-queue.types.ts';
import { packedLocations, type PackedLocations, pagesBelow, SUMS, toLocations } from './venue-view-locations.ts';

/**
 * One page of the Venue View. An organization has few venues: all sums are made, then paged. The first pages of the venues' ticket
 * locations and of their ticket groups come along in the same statement where they are asked for.
 */
export async function venueViewPage(
  ctx: RequestContext,
  query: UnusedQueueQuery,
  order: UnusedVenueOrder,
  page: Page,
  info: GraphQLResolveInfo,
): Promise<Connection<UnusedVenue>> {
  const tx = await ctx.read();
  const { where, values, shape } = query.conditions(tx.organizationId);
  const byName = order === 'NAME';
  const after = byName
    ? keysetAfter(['v.name_key', 'v.id'], ['text', 'uuid'], '>', page, values)
    : keysetAfter(['-s.unused', 'v.name_key', 'v.id'], ['int', 'text', 'uuid'], '>', page, values);
  const pages = pagesBelow(info);
  const below = packedLocations(pages, where, values);
  const limit = `$${values.push(page.first + 1)}`;
  const name = `venue-view ${shape} ${order} ${page.after ? 'after' : ''} ${Object.keys(pages).join()}`;
  const rows = await tx.rows<Row>(
    `WITH sums AS (${below?.sums ?? `SELECT ${SUMS}, g.venue_id FROM ticket_groups g WHERE ${where} GROUP BY g.venue_id`}),
     page AS (
       SELECT v.id AS "venueId", v.name_key AS "nameKey", s.unused AS "unusedCount", s.held AS "heldCount"
       FROM (SELECT s.venue_id, sum(s.unused)::int AS unused, sum(s.held)::int AS held FROM sums s GROUP BY s.venue_id) s
       JOIN venues v ON v.organization_id = $1 AND v.id = s.venue_id
       WHERE true${after}
       ORDER BY ${byName ? '' : 's.unused DESC, '}v.name_key, v.id LIMIT ${limit}
     )${below ? `, below AS MATERIALIZED (${below.packed})` : ''}
     SELECT p.*, ${LABELS_VERSION} AS labels, ${below ? 'below.locations' : 'NULL'} AS locations
     FROM page p ${below ? 'LEFT JOIN below ON below.venue_id = p."venueId"' : ''}
     ORDER BY ${byName ? '' : 'p."unusedCount" DESC, '}p."nameKey", p."venueId"`,
    values,
    shape && name,
  );
  const packed = rows.map((row) => JSON.parse(row.locations ?? '[false,null]') as PackedLocations);
  await knowLabels(
    ctx,
    rows[0]?.labels ?? '',
    packed.flatMap(([, locations]) => locations?.map((location) => location[0]) ?? []),
  );
  const events = new Map<string, Event>();
  const venues = rows.map(({ labels: _, locations: __, ...row }, index) => {
    const venue = Object.assign(new UnusedVenue(), row, { query });
    if (pages.locations)
      venue.locations = toLocations(venue, packed[index] ?? [false, null], pages, tx.organizationId, events);
    return venue;
  });
  if (events.size > 0) ctx.know(eventById, events);
  return toConnection(venues, page, order, (venue) =>
    byName ? [venue.nameKey, venue.venueId] : [String(-venue.unusedCount), venue.nameKey, venue.venueId],
  );
}

interface Row extends Omit<UnusedVenue, 'query' | 'locations'> {
  labels: string;
  /** JSON of PackedLocations. */
  locations: string | null;
}
