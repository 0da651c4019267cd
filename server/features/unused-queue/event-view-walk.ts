import type { Page } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { keysetAfter } from './queue-keysets.ts';
import type { EventIds, UnusedQueueQuery } from './unused-queue-query.ts';

/*
 * How a page of the Event View is found: in the order of the events' ends, and no further than the page goes. Without a search, and
 * where that finds few events, along the ticket groups. Where it finds many, along the events themselves, since the next one that is
 * found is never far: looking up the groups of them all and sorting these would take a hundred times as long as a page.
 */

export interface Walk {
  direction: 'DESC' | 'ASC';
  page: Page;
  /** What is selected of an event's groups `g`. */
  sums: string;
}

/** A query of the rows of the page and one more; `shape` tells queries with the same text. */
export interface Walked {
  rows: string;
  values: unknown[];
  shape: string;
}

export async function walkOf(tx: ReadTransaction, query: UnusedQueueQuery, walk: Walk): Promise<Walked> {
  if (!query.search) return alongGroups(tx, query, walk);
  const found = await searchEvents(tx, query);
  return found.ids === undefined ? alongEvents(tx, query, walk, found.match) : alongGroups(tx, query, walk, found.ids);
}

function alongGroups(tx: ReadTransaction, query: UnusedQueueQuery, walk: Walk, found?: EventIds): Walked {
  const { where, values, shape } = query.conditions(tx.organizationId, found);
  const { after, order, limit } = placeIn(walk, ['g.event_ends_at', 'g.event_id'], values);
  const rows = `
      SELECT g.event_ends_at, g.event_id, ${walk.sums}
      FROM ticket_groups g WHERE ${where}${after}
      GROUP BY g.event_ends_at, g.event_id
      ORDER BY ${order} LIMIT ${limit}`;
  return { rows, values, shape: shape ?? '' };
}

function alongEvents(tx: ReadTransaction, query: UnusedQueueQuery, walk: Walk, match: Match): Walked {
  const { where, values, shape } = query.without('SEARCH').conditions(tx.organizationId);
  const add = (value: unknown): string => `$${values.push(value)}`;
  const bounds = [
    query.eventDateFrom && `e.ends_at >= earliest_end(${add(query.eventDateFrom)}::date)`,
    query.eventDateTo && `e.ends_at <= latest_end(${add(query.eventDateTo)}::date)`,
  ].flatMap((bound) => (bound ? [` AND ${bound}`] : []));
  const needle = `${add(query.search)}::text`;
  const { after, order, limit } = placeIn(walk, ['e.ends_at', 'e.id'], values);
  const rows = `
      SELECT e.ends_at AS event_ends_at, e.id AS event_id, s.*
      FROM events e CROSS JOIN LATERAL (
        SELECT ${walk.sums}
        FROM ticket_groups g WHERE ${where} AND g.event_ends_at = e.ends_at AND g.event_id = e.id
        HAVING count(*) > 0
      ) s
      WHERE e.organization_id = $1 AND e.ends_at <= $2${bounds.join('')}${after}
        AND (${MATCHES[match]('e.name_key', needle)} OR e.venue_id = ANY (ARRAY(
          SELECT v.id FROM venues v WHERE v.organization_id = $1 AND ${MATCHES[match]('v.name_key', needle)})))
      ORDER BY ${order} LIMIT ${limit}`;
  return { rows, values, shape: `${shape} ${match}` };
}

function placeIn(
  { direction, page }: Walk,
  columns: [string, string],
  values: unknown[],
): { after: string; order: string; limit: string } {
  const after = keysetAfter(columns, ['timestamptz', 'uuid'], direction === 'DESC' ? '<' : '>', page, values);
  const order = columns.map((column) => `${column} ${direction}`).join(', ');
  return { after, order, limit: `$${values.push(page.first + 1)}` };
}

/** SQL that tells whether a name is found, by how it is; the threshold is that of `search_events`. */
const MATCHES = {
  contains: (name: string, needle: string) => `${name} LIKE like_literal(${needle})`,
  resembles: (name: string, needle: string) => `word_similarity(${needle}, ${name}) >= 0.45`,
};
type Match = keyof typeof MATCHES;

/** With more, every hundredth event of a very large organization is found at the least. */
export const FEW_EVENTS = 200;

type Found = { ids: EventIds } | { ids?: undefined; match: Match };

/** The events that the search finds within the range of days, or how to tell them where they are many. */
async function searchEvents(tx: ReadTransaction, query: UnusedQueueQuery): Promise<Found> {
  const [row] = await tx.rows<{ count: number; resembles: boolean; ids: EventIds }>(
    `SELECT count(*)::int AS count, coalesce(bool_or(resembles), false) AS resembles,
            coalesce(array_agg(event_id), '{}')::text AS ids
     FROM search_events($1, coalesce(earliest_end($2::date), '-infinity'), coalesce(latest_end($3::date), 'infinity'), $4)`,
    [query.search, query.eventDateFrom, query.eventDateTo, FEW_EVENTS + 1],
    'event-view search',
  );
  if (!row) throw new Error('An aggregate has one row.');
  if (row.count <= FEW_EVENTS) return { ids: row.ids };
  return { match: row.resembles ? 'resembles' : 'contains' };
}
