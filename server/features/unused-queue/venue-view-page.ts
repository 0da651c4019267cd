import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { knowLabels, LABELS_VERSION } from './queue-labels.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { keysetAfter } from './unused-queue.reads.ts';
import { UnusedVenue, type UnusedVenueOrder } from './unused-queue.types.ts';

/** One page of the Venue View. An organization has few venues: all sums are made, then paged. */
export async function venueViewPage(
  ctx: RequestContext,
  query: UnusedQueueQuery,
  order: UnusedVenueOrder,
  page: Page,
): Promise<Connection<UnusedVenue>> {
  const tx = await ctx.read();
  const { where, values, shape } = query.conditions(tx.organizationId);
  const byName = order === 'NAME';
  const after = byName
    ? keysetAfter(['v.name_key', 'v.id'], ['text', 'uuid'], '>', page, values)
    : keysetAfter(['-s.unused', 'v.name_key', 'v.id'], ['int', 'text', 'uuid'], '>', page, values);
  values.push(page.first + 1);
  const rows = await tx.rows<Omit<UnusedVenue, 'query'> & { labels: string }>(
    `SELECT v.id AS "venueId", v.name_key AS "nameKey", s.unused AS "unusedCount", s.held AS "heldCount",
            ${LABELS_VERSION} AS labels
     FROM (SELECT g.venue_id, sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held
           FROM ticket_groups g WHERE ${where} GROUP BY g.venue_id) s
     JOIN venues v ON v.organization_id = $1 AND v.id = s.venue_id
     WHERE true${after}
     ORDER BY ${byName ? '' : 's.unused DESC, '}v.name_key, v.id
     LIMIT $${values.length}`,
    values,
    shape && `venue-view ${shape} ${order} ${page.after ? 'after' : ''}`,
  );
  if (rows[0]) await knowLabels(ctx, rows[0].labels, []);
  const venues = rows.map(({ labels: _, ...row }) => Object.assign(new UnusedVenue(), row, { query }));
  return toConnection(venues, page, order, (venue) =>
    byName ? [venue.nameKey, venue.venueId] : [String(-venue.unusedCount), venue.nameKey, venue.venueId],
  );
}
