import type { UnusedQueueFilter } from '../../gql/graphql.ts';
import type { BackfillTicketsSearch } from '../../routes.ts';

/** The parts of the page's search that narrow the queue. */
export type QueueFilterSearch = Pick<BackfillTicketsSearch, 'from' | 'to' | 'category' | 'venue' | 'q'>;

/** Takes every filter off; view, sort and expansion stay. */
export const noFilter: QueueFilterSearch = { from: null, to: null, category: [], venue: [], q: '' };

/** The filter as the API takes it. Parts that are off are null, so that equal filters read alike. */
export function toQueueFilter(search: QueueFilterSearch): UnusedQueueFilter {
  return {
    eventDateFrom: search.from,
    eventDateTo: search.to,
    ticketCategoryIds: search.category.length > 0 ? [...search.category] : null,
    venueIds: search.venue.length > 0 ? [...search.venue] : null,
    search: search.q === '' ? null : search.q,
  };
}

/** The same filter, looking at one event only: the events of its venue on its day, of which there may be two. */
export function forEvent(
  filter: UnusedQueueFilter,
  event: { localDate: string; venue: { id: string } },
): UnusedQueueFilter {
  return {
    ...filter,
    eventDateFrom: event.localDate,
    eventDateTo: event.localDate,
    venueIds: [event.venue.id],
  };
}

/** The same filter, looking at one venue only. */
export function forVenue(filter: UnusedQueueFilter, venueId: string): UnusedQueueFilter {
  return { ...filter, venueIds: [venueId] };
}

/** Whether anything narrows the queue. */
export function isFiltering(search: QueueFilterSearch): boolean {
  return Object.values(toQueueFilter(search)).some((part) => part !== null);
}

/** What taking one part of the filter off changes in the search. */
export const dropPart = {
  EVENT_DATE: { from: null, to: null },
  TICKET_CATEGORY: { category: [] },
  VENUE: { venue: [] },
  SEARCH: { q: '' },
} as const satisfies Record<string, Partial<QueueFilterSearch>>;
