import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { eventById } from '../events/events.loaders.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { knowLocationsOfRows } from './queue-labels.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { endAsText, keysetAfter } from './queue-keysets.ts';
import { UnusedTicketLocation } from './unused-queue.types.ts';

/*
 * The children of many rows of a page in one statement: a lateral walk for each parent that stops after the children's own
 * page. Every parent on the page was asked for the same children, so the loader is kept with the filter.
 */

interface Children<Row> {
  order: string;
  /** Statement's columns, joins and order for one parent; `p.id` is the parent. */
  columns: string;
  joins: string;
  parent: string;
  groupBy?: string;
  orderBy: string;
  keyset: { columns: string[]; types: string[]; sign: '<' | '>' };
  toRow(row: Record<string, unknown>, query: UnusedQueueQuery): Row;
  cursor(row: Record<string, unknown>): string[];
  /** Fetches at once what all rows of the page lead to. */
  bringAlong?(rows: Record<string, unknown>[], ctx: RequestContext): Promise<void>;
}

/** The ticket groups of an event, by location and category. */
export const GROUPS_OF_EVENT: Children<TicketGroup> = {
  order: 'LOCATION',
  columns: groupColumns('l.location_key AS key1, c.name_key AS key2'),
  joins: `JOIN ticket_locations l ON l.organization_id = $1 AND l.id = g.ticket_location_id
          JOIN ticket_categories c ON c.organization_id = $1 AND c.id = g.ticket_category_id`,
  parent: 'g.event_id',
  orderBy: 'l.location_key COLLATE "C", c.name_key COLLATE "C", g.id',
  keyset: {
    columns: ['l.location_key COLLATE "C"', 'c.name_key COLLATE "C"', 'g.id'],
    types: ['text', 'text', 'uuid'],
    sign: '>',
  },
  toRow: toTicketGroup,
  cursor: (row) => [String(row.key1), String(row.key2), String(row.id)],
};

/** The ticket groups of a location, the event that ended last first. */
export const GROUPS_OF_LOCATION: Children<TicketGroup> = {
  order: 'EVENT_END',
  columns: groupColumns(`${endAsText('g.event_ends_at')} AS key1`),
  joins: '',
  parent: 'g.ticket_location_id',
  orderBy: 'g.event_ends_at DESC, g.id DESC',
  keyset: { columns: ['g.event_ends_at', 'g.id'], types: ['timestamptz', 'uuid'], sign: '<' },
  toRow: toTicketGroup,
  cursor: (row) => [String(row.key1), String(row.id)],
  async bringAlong(rows, ctx) {
    const events = await eventById.load(await ctx.read(), [...new Set(rows.map((row) => String(row.eventId)))]);
    ctx.know(eventById, new Map(events.flatMap((event) => (event ? [[event.id, event]] : []))));
  },
};

/** The ticket locations of a venue, by name. */
export const LOCATIONS_OF_VENUE: Children<UnusedTicketLocation> = {
  order: 'LOCATION',
  columns: `g.ticket_location_id AS "ticketLocationId", l.location_key AS "locationKey",
            sum(g.unresolved_count)::int AS "unusedCount", sum(g.held_count)::int AS "heldCount"`,
  joins: 'JOIN ticket_locations l ON l.organization_id = $1 AND l.id = g.ticket_location_id',
  parent: 'l.venue_id',
  groupBy: 'g.ticket_location_id, l.location_key',
  orderBy: 'l.location_key, g.ticket_location_id',
  keyset: { columns: ['l.location_key', 'g.ticket_location_id'], types: ['text', 'uuid'], sign: '>' },
  toRow: (row, query) => Object.assign(new UnusedTicketLocation(), row, { query }),
  cursor: (row) => [String(row.locationKey), String(row.ticketLocationId)],
  bringAlong: (rows, ctx) =>
    knowLocationsOfRows(
      ctx,
      rows.map((row) => String(row.ticketLocationId)),
    ),
};

/** One page of children of one parent; parents of the same request share the statement. */
export async function childrenPage<Row>(
  children: Children<Row>,
  query: UnusedQueueQuery,
  parentId: string,
  page: Page,
  ctx: RequestContext,
): Promise<Connection<Row>> {
  const loader = query.loader(JSON.stringify([children.parent, page]), (_tx, parentIds) =>
    childrenPages(children, query, parentIds, page, ctx),
  );
  return ctx.loadExisting(loader, parentId);
}

/** The same page of the children of many parents, in their order. */
async function childrenPages<Row>(
  children: Children<Row>,
  query: UnusedQueueQuery,
  parentIds: readonly string[],
  page: Page,
  ctx: RequestContext,
): Promise<Connection<Row>[]> {
  const rowsOfParents = await readChildren(await ctx.read(), children, query, parentIds, page);
  await children.bringAlong?.(rowsOfParents.flat(), ctx);
  return rowsOfParents.map((rows) => {
    const keysets = new Map<Row, string[]>();
    const nodes = rows.map((row) => {
      const node = children.toRow(row, query);
      keysets.set(node, children.cursor(row));
      return node;
    });
    return toConnection(nodes, page, children.order, (node) => keysets.get(node) ?? []);
  });
}

async function readChildren<Row>(
  tx: ReadTransaction,
  children: Children<Row>,
  query: UnusedQueueQuery,
  parentIds: readonly string[],
  page: Page,
): Promise<Record<string, unknown>[][]> {
  const { where, values, shape } = query.conditions(tx.organizationId);
  const after = keysetAfter(children.keyset.columns, children.keyset.types, children.keyset.sign, page, values);
  values.push(page.first + 1);
  const limit = `$${values.length}`;
  values.push(parentIds);
  const rows = await tx.rows<Record<string, unknown> & { parentId: string }>(
    `SELECT p.id AS "parentId", child.*
     FROM unnest($${values.length}::uuid[]) WITH ORDINALITY AS p(id, place)
     CROSS JOIN LATERAL (
       SELECT ${children.columns}, row_number() OVER (ORDER BY ${children.orderBy}) AS "childPlace"
       FROM ticket_groups g ${children.joins}
       WHERE ${where} AND ${children.parent} = p.id${after}
       ${children.groupBy ? `GROUP BY ${children.groupBy}` : ''}
       ORDER BY ${children.orderBy} LIMIT ${limit}
     ) child
     ORDER BY p.place, child."childPlace"`,
    values,
    shape && `children of ${children.parent} ${shape} ${page.after ? 'after' : ''}`,
  );
  const byParent = new Map<string, Record<string, unknown>[]>(parentIds.map((id) => [id, []]));
  for (const { parentId, childPlace: _, ...row } of rows) byParent.get(parentId)?.push(row);
  return parentIds.map((id) => byParent.get(id) ?? []);
}

function groupColumns(keys: string): string {
  return `g.id, g.organization_id AS "organizationId", g.event_id AS "eventId", g.ticket_location_id AS "ticketLocationId",
          g.ticket_category_id AS "ticketCategoryId", g.venue_id AS "venueId", g.event_ends_at AS "eventEndsAt",
          g.event_local_date::text AS "eventLocalDate", g.held_count AS "heldCount", g.unresolved_count AS "unresolvedCount",
          g.unresolved_value::text AS "unresolvedValue", g.unresolved_without_value_count AS "unresolvedWithoutValueCount",
          g.currency, ${keys}`;
}

function toTicketGroup({ key1: _, key2: __, ...row }: Record<string, unknown>): TicketGroup {
  return Object.assign(new TicketGroup(), row);
}
