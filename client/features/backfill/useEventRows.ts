import { computed } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { useKeyed } from '../../apollo/useKeyed.ts';
import { usePages } from '../../apollo/usePages.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  TicketGroupPageFragmentDoc,
  UnusedEventChildrenDocument,
  UnusedEventRowFragmentDoc,
  UnusedEventsDocument,
  type UnusedEventChildrenQuery,
  type UnusedEventsQueryVariables,
} from '../../gql/graphql.ts';
import type { BackfillTicketsSearch } from '../../routes.ts';
import { useStableRows } from '../../ui/useStableRows.ts';
import { childrenOf, toGroupPage } from './group-pages.ts';
import { forEvent, toQueueFilter } from './queue-filter.ts';
import { childRows, groupRow } from './queue-rows.ts';
import type { QueueRows } from './queue-view.ts';
import type { Expansion } from './useExpansion.ts';

/** The Event View: events, and below an open one its ticket groups, loaded when it is first opened. */
export function useEventRows(search: () => BackfillTicketsSearch, expansion: Expansion): QueueRows {
  const client = useApolloClient();
  const filter = computed(() => toQueueFilter(search()));
  const first = useFirstPage(
    () => [filter.value, search().eventOrder],
    () => search().shown,
  );
  const query = useQuery(UnusedEventsDocument, (): UnusedEventsQueryVariables => ({
    filter: filter.value,
    first: first.value,
    after: null,
    orderBy: search().eventOrder,
  }));
  const connection = computed(() => query.data.value?.unusedQueue.events);
  const events = computed(() =>
    (connection.value?.edges ?? []).map(({ node }) => readFragment(UnusedEventRowFragmentDoc, node)),
  );
  const open = () => events.value.map(({ event }) => event).filter(({ id }) => expansion.isOpen(id));

  const children = useKeyed(open, (event) =>
    usePages({
      client,
      query: UnusedEventChildrenDocument,
      variables: (after) => ({
        filter: forEvent(filter.value, event),
        first: after === null ? 10 : 50,
        childrenAfter: after,
      }),
      read: (data) => groupsOf(data, event.id),
    }),
  );

  const rows = useStableRows(() =>
    childRows(
      'events',
      1,
      { items: events.value, ready: true, loading: false, failed: false, hasMore: false },
      (row) => {
        const key = row.event.id;
        const pages = children.get(key);
        const below = pages ? childRows(key, 2, childrenOf(pages), (group) => groupRow(group, 2, 'event')) : [];
        return { own: { kind: 'event', key, level: 1, expanded: expansion.isOpen(key), event: row }, below };
      },
    ),
  );

  return {
    query,
    rows,
    shownCount: computed(() => events.value.length),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    loadMore: () => query.fetchMore({ after: connection.value?.pageInfo.endCursor ?? null, first: 50 }),
    loadMoreBelow: (key) => children.get(key)?.loadMore(),
    retryBelow: (key) => void children.get(key)?.retry(),
  };
}

function groupsOf(data: UnusedEventChildrenQuery, eventId: string) {
  const row = data.unusedQueue.events.edges.find(({ node }) => node.event.id === eventId)?.node;
  return row && toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
}
