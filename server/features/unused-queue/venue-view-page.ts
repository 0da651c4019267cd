import type { GraphQLResolveInfo } from 'graphql';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import { keptSums, keptSumsHold } from './kept-sums.ts';
import { eventsIn } from './packed-events.ts';
import { jsonArray, jsonArrayOfRows } from './packed-json.ts';
import { knowLabels, LABELS_VERSION } from './queue-labels.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { keysetAfter } from './queue-keysets.ts';
import { UnusedVenue, type UnusedVenueOrder } from './unused-queue.types.ts';
import {
  packedLocations,
  type PackedLocations,
  type PagesBelow,
  pagesBelow,
  SUMS_OF_CONTRIBUTIONS,
  toLocations,
  walkedSums,
} from './venue-view-locations.ts';

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
  const pages = pagesBelow(info);
  const kept = query.isUnfiltered && (await readVenues(tx, query, order, page, pages, true));
  const packed = kept && kept.holds ? kept : await readVenues(tx, query, order, page, pages, false);
  const rows = JSON.parse(packed?.rows ?? '[]') as PackedVenue[];
  const locationIds = rows.flatMap((row) => row[4]?.[1]?.map((location) => location[0]) ?? []);
  await knowLabels(ctx, packed?.labels ?? '', locationIds);
  const events = await eventsIn(tx, packed?.events ?? null);
  if (events.size > 0) ctx.know(eventById, events);
  const venues = rows.map((row) => toUnusedVenue(row, query, pages, events));
  return toConnection(venues, page, order, (venue) =>
    order === 'NAME' ? [venue.nameKey, venue.venueId] : [String(-venue.unusedCount), venue.nameKey, venue.venueId],
  );
}

interface PackedPage {
  labels: string;
  rows: string | null;
  events: string | null;
  /** Whether the kept sums hold, where they were asked. */
  holds: boolean;
}

/** Reads the page, its sums from what is kept or from all groups. */
export async function readVenues(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  order: UnusedVenueOrder,
  page: Page,
  pages: PagesBelow,
  isKept: boolean,
): Promise<PackedPage | undefined> {
  const { where, values, shape } = query.conditions(tx.organizationId);
  const byName = order === 'NAME';
  const after = byName
    ? keysetAfter(['v.name_key', 'v.id'], ['text', 'uuid'], '>', page, values)
    : keysetAfter(['-s.unused', 'v.name_key', 'v.id'], ['int', 'text', 'uuid'], '>', page, values);
  const sumsBy = isKept ? SUMS_OF_CONTRIBUTIONS : walkedSums(where);
  const below = packedLocations(pages, where, values, sumsBy);
  const limit = `$${values.push(page.first + 1)}`;
  const inOrder = byName ? 'p.name_key, p.venue_id' : 'p.unused DESC, p.name_key, p.venue_id';
  const locations = below ? `coalesce(${below.locations}, 'null')` : `'null'`;
  const venue = jsonArray(['"p.venue_id"', 'to_json(p.name_key)::text', 'p.unused', 'p.held', locations]);
  const name = `venue-view ${isKept ? 'kept' : shape} ${order} ${page.after ? 'after' : ''} ${Object.keys(pages).join()}`;
  const [packed] = await tx.rows<PackedPage>(
    `WITH ${isKept ? `${keptSums('$2')}, ` : ''}sums AS (${below?.sums ?? sumsBy('venue_id')}),
     page AS MATERIALIZED (
       SELECT p.* FROM (
         SELECT v.id AS venue_id, v.name_key, s.unused, s.held
         FROM (SELECT s.venue_id, sum(s.unused)::int AS unused, sum(s.held)::int AS held FROM sums s GROUP BY s.venue_id) s
         JOIN venues v ON v.organization_id = $1 AND v.id = s.venue_id
         WHERE true${after}
       ) p ORDER BY ${inOrder} LIMIT ${limit}
     )${below?.parts ?? ''}
     SELECT ${LABELS_VERSION} AS labels,
            (SELECT ${jsonArrayOfRows(venue, `ORDER BY ${inOrder}`)} FROM page p) AS rows,
            ${below?.events ?? 'NULL'} AS events, ${isKept ? keptSumsHold('$2') : 'true'} AS holds`,
    values,
    shape && name,
  );
  return packed;
}

type PackedVenue = [venueId: string, nameKey: string, unused: number, held: number, locations: PackedLocations | null];

function toUnusedVenue(
  row: PackedVenue,
  query: UnusedQueueQuery,
  pages: PagesBelow,
  events: Map<string, Event>,
): UnusedVenue {
  const venue = new UnusedVenue();
  venue.query = query;
  venue.venueId = row[0];
  venue.nameKey = row[1];
  venue.unusedCount = row[2];
  venue.heldCount = row[3];
  if (pages.locations) venue.locations = toLocations(venue, row[4] ?? [false, null], pages, events);
  return venue;
}
