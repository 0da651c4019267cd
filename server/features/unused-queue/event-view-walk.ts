import type { Page } from '../../platform/connection.ts';
import { keysetAfter } from './queue-keysets.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';

/*
 * How a page of the Event View is found: in the order of the events' ends, and no further than the page goes. Without a search, along
 * the ticket groups. A search that finds few events looks up the groups of just these. Where it finds many, it goes along the events
 * themselves, since the next one that is found is never far: looking up the groups of them all and sorting these would take a
 * hundred times as long as a page.
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

export function walkOf(organizationId: string, query: UnusedQueueQuery, walk: Walk): Walked {
  const { where, values, shape = '' } = query.without('SEARCH').conditions(organizationId);
  if (!query.search) return { rows: alongGroups(walk, where, values), values, shape };
  return { rows: searched(query, walk, where, values), values, shape: `${shape} search` };
}

function alongGroups(walk: Walk, where: string, values: unknown[]): string {
  const { after, order } = placeIn(walk, ['g.event_ends_at', 'g.event_id'], values);
  return `
      SELECT g.event_ends_at, g.event_id, ${walk.sums}
      FROM ticket_groups g WHERE ${where}${after}
      GROUP BY g.event_ends_at, g.event_id
      ${order}`;
}

function placeIn(
  { direction, page }: Walk,
  columns: [end: string, id: string],
  values: unknown[],
): { after: string; order: string } {
  const after = keysetAfter(columns, ['timestamptz', 'uuid'], direction === 'DESC' ? '<' : '>', page, values);
  const order = columns.map((column) => `${column} ${direction}`).join(', ');
  return { after, order: `ORDER BY ${order} LIMIT $${values.push(page.first + 1)}` };
}

/** With more, every 300th event of a very large organization is found at the least. */
export const FEW_EVENTS = 200;

/** Of the three ways PostgreSQL begins only the one that what is found calls for. */
function searched(query: UnusedQueueQuery, walk: Walk, where: string, values: unknown[]): string {
  const add = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const needle = add(query.search, 'text');
  const { eventDateFrom, eventDateTo } = query;
  const from = eventDateFrom ? `earliest_end(${add(eventDateFrom, 'date')})` : `'-infinity'`;
  const to = eventDateTo ? `latest_end(${add(eventDateTo, 'date')})` : `'infinity'`;
  const isFound = '(SELECT NOT are_many FROM found) AND g.event_id = ANY ((SELECT ids FROM found)::uuid[])';
  const along = (isTaken: string, matches: (name: string) => string): string => {
    const isMatch = `(${matches('e.name_key')} OR e.venue_id = ANY (ARRAY(
          SELECT v.id FROM venues v WHERE v.organization_id = $1 AND ${matches('v.name_key')})))`;
    const isWalked = `(SELECT ${isTaken} FROM found) AND e.ends_at >= ${from} AND e.ends_at <= ${to} AND ${isMatch}`;
    return alongEvents(walk, where, isWalked, values);
  };
  return `
      WITH found AS MATERIALIZED (
        SELECT count(*) > ${FEW_EVENTS} AS are_many, bool_or(resembles) AS are_similar, array_agg(event_id) AS ids
        FROM search_events(${needle}, ${from}, ${to}, ${FEW_EVENTS + 1})
      )
      (${alongGroups(walk, `${isFound} AND ${where}`, values)})
      UNION ALL
      (${along('are_many AND NOT are_similar', (name) => `${name} LIKE like_literal(${needle})`)})
      UNION ALL
      (${along('are_many AND are_similar', (name) => `word_similarity(${needle}, ${name}) >= ${LEAST_SIMILARITY}`)})`;
}

/** That of `search_events`. */
const LEAST_SIMILARITY = 0.45;

function alongEvents(walk: Walk, where: string, isWalked: string, values: unknown[]): string {
  const { after, order } = placeIn(walk, ['e.ends_at', 'e.id'], values);
  return `
      SELECT e.ends_at AS event_ends_at, e.id AS event_id, s.*
      FROM events e CROSS JOIN LATERAL (
        SELECT ${walk.sums}
        FROM ticket_groups g WHERE ${where} AND g.event_ends_at = e.ends_at AND g.event_id = e.id
        HAVING count(*) > 0
      ) s
      WHERE e.organization_id = $1 AND e.ends_at <= $2 AND ${isWalked}${after}
      ${order}`;
}
