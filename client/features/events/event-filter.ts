import type { EventFilter } from '../../gql/graphql.ts';
import type { EventsSearch } from '../../routes.ts';
import { readStatuses } from './event-status.ts';

/** The page's search parameters as the API's filter. */
export function eventFilter({ q, from, to, status }: EventsSearch): EventFilter {
  return {
    search: q === '' ? null : q,
    eventDateFrom: from,
    eventDateTo: to,
    statuses: readStatuses(status),
  };
}
