import type { ApolloClient } from '@apollo/client';
import type { LocationQuery } from 'vue-router';
import { askAhead } from '../../apollo/ask-ahead.ts';
import { UnusedEventsDocument, type UnusedEventsQueryVariables } from '../../gql/graphql.ts';
import { searchParams, type BackfillTicketsSearch } from '../../routes.ts';
import { readSearch } from '../../search-params.ts';
import { toQueueFilter } from './queue-filter.ts';

/** Asks for the first rows of the Event View while the page itself is on its way. */
export function askFirstEvents(client: ApolloClient, query: LocationQuery): void {
  const search = readSearch(searchParams.backfillTickets, query);
  if (search.view === 'event') askAhead(client, UnusedEventsDocument, firstEventsOf(search));
}

/** The question for the first page of events. */
export function firstEventsOf(search: BackfillTicketsSearch, first = search.shown): UnusedEventsQueryVariables {
  return { filter: toQueueFilter(search), first, after: null, orderBy: search.eventOrder };
}
