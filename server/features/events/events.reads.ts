import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { badInput } from '../../platform/request-error.ts';
import { searchNeedle } from '../../platform/search-needle.ts';
import { Event } from './event.entity.ts';
import { type EventFilter, EventOrder } from './events.types.ts';

const MOST_VENUES = 100;

/** One page of the events that match the filter, walked along the index by end. */
export async function eventsPage(
  tx: ReadTransaction,
  filter: EventFilter,
  order: EventOrder,
  page: Page,
): Promise<Connection<Event>> {
  const direction = order === EventOrder.START_DESC ? 'DESC' : 'ASC';
  const query = tx.manager
    .createQueryBuilder(Event, 'e')
    .where('e.organizationId = :organizationId', { organizationId: tx.organizationId })
    .orderBy('e.endsAt', direction)
    .addOrderBy('e.id', direction)
    .limit(page.first + 1);
  if (page.after) {
    const beyond = direction === 'DESC' ? '<' : '>';
    query.andWhere(`(e.endsAt, e.id) ${beyond} (:endsAt::timestamptz, :id::uuid)`, readKeyset(page.after));
  }
  const needle = searchNeedle(filter.search);
  if (needle) query.andWhere('e.id IN (SELECT event_id FROM search_events(:needle))', { needle });
  if (filter.venueIds?.length) {
    query.andWhere('e.venueId = ANY(:venueIds)', { venueIds: readVenueIds(filter.venueIds, tx.organizationId) });
  }
  if (filter.eventDateFrom)
    query.andWhere('e.localDate >= :from AND e.endsAt >= earliest_end(:from)', { from: filter.eventDateFrom });
  if (filter.eventDateTo)
    query.andWhere('e.localDate <= :to AND e.endsAt <= latest_end(:to)', { to: filter.eventDateTo });
  if (filter.statuses?.length) query.andWhere('e.status = ANY(:statuses)', { statuses: filter.statuses });
  return toConnection(await query.getMany(), page, order, (event) => [event.endsAt.toISOString(), event.id]);
}

/** Ids that name no venue of the organization match nothing, as venues without events do. */
function readVenueIds(nodeIds: string[], organizationId: string): string[] {
  if (nodeIds.length > MOST_VENUES) throw badInput(`venueIds holds at most ${MOST_VENUES} ids; got ${nodeIds.length}.`);
  return nodeIds.flatMap((nodeId) => decodeNodeId(nodeId, 'Venue', organizationId) ?? []);
}

function readKeyset([endsAt = '', id = '']: string[]): { endsAt: string; id: string } {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(endsAt) || !/^[0-9a-f-]{36}$/.test(id) || Number.isNaN(Date.parse(endsAt))) {
    throw badInput('after is not a cursor of this list; use the endCursor of its previous page.');
  }
  return { endsAt, id };
}
