import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { type Connection, type Page, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { argumentsBelow, PAGE_ROWS } from '../../platform/graphql/look-ahead.ts';
import { childrenPages, GROUPS_OF_LOCATION, LOCATIONS_OF_VENUE } from './unused-queue-children.ts';
import type { UnusedTicketLocation, UnusedVenue } from './unused-queue.types.ts';

/**
 * One page of a venue's ticket locations. Where the first page of their groups is asked for too, the groups of all ticket locations
 * of all venues on the page come along in one statement.
 */
export function locationsOfVenue(
  { query, venueId }: UnusedVenue,
  page: Page,
  ctx: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Connection<UnusedTicketLocation>> {
  const groupsPage = pageOfGroups(info);
  const loader = query.loader(JSON.stringify(['locations', page, groupsPage]), async (_tx, venueIds) => {
    const pages = await childrenPages(LOCATIONS_OF_VENUE, query, venueIds, page, ctx);
    if (groupsPage)
      await bringGroups(
        pages.flatMap(({ nodes }) => nodes),
        groupsPage,
        ctx,
      );
    return pages;
  });
  return ctx.loadExisting(loader, venueId);
}

async function bringGroups(rows: UnusedTicketLocation[], page: Page, ctx: RequestContext): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const ids = rows.map(({ ticketLocationId }) => ticketLocationId);
  const pages = await childrenPages(GROUPS_OF_LOCATION, first.query, ids, page, ctx);
  rows.forEach((row, index) => {
    const groups = pages[index];
    if (groups) row.groups = { page, rows: groups };
  });
}

/** The first page of groups that is asked for below; a page that is refused is left to its own field to say. */
function pageOfGroups(info: GraphQLResolveInfo): Page | undefined {
  const type = info.schema.getType('UnusedTicketLocation');
  const field = isObjectType(type) ? type.getFields().ticketGroups : undefined;
  const args = field && argumentsBelow(info, PAGE_ROWS, field);
  const first = args?.first;
  if (!args || args.after || typeof first !== 'number') return undefined;
  try {
    return readPage({ first }, GROUPS_OF_LOCATION.order, 2);
  } catch {
    return undefined;
  }
}
