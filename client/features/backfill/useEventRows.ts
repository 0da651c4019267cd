import { computed, ref, watch } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { useKeyed } from '../../apollo/useKeyed.ts';
import { type Page, usePages } from '../../apollo/usePages.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  TicketGroupPageFragmentDoc,
  UnusedEventChildrenDocument,
  UnusedEventRowFragmentDoc,
  UnusedEventsDocument,
  type TicketGroupRowFragment,
  type UnusedEventChildrenQuery,
  type UnusedEventRowFragment,
  type UnusedEventsQueryVariables,
} from '../../gql/graphql.ts';
import type { BackfillTicketsSearch } from '../../routes.ts';
import { useStableRows } from '../../ui/useStableRows.ts';
import { childrenOf, toGroupPage } from './group-pages.ts';
import { forEvent, toQueueFilter } from './queue-filter.ts';
import { childRows, groupRow, type QueueRow } from './queue-rows.ts';
import type { QueueRows } from './queue-view.ts';
import type { Expansion } from './useExpansion.ts';

/** The Event View: events > ticket groups. The events bring their first groups along, so that opening one waits for nothing. */
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
  /** The events of which more ticket groups were asked for than came along. */
  const asked = ref<readonly string[]>([]);
  watch([filter, () => search().eventOrder], () => (asked.value = []));
  const furtherGroups = useKeyed(
    () => events.value.filter(({ event }) => asked.value.includes(event.id)).map(({ event }) => event),
    (event) =>
      usePages({
        client,
        query: UnusedEventChildrenDocument,
        variables: (after) => ({
          filter: forEvent(filter.value, event),
          first: 50,
          childrenAfter: after ?? firstGroups(event.id)?.next ?? null,
        }),
        read: (data) => groupsOf(data, event.id),
      }),
  );

  function firstGroups(eventId: string): Page<TicketGroupRowFragment> | undefined {
    const row = events.value.find(({ event }) => event.id === eventId);
    return row && toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
  }

  function rowsBelow(row: UnusedEventRowFragment): QueueRow[] {
    const { items, next } = toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
    const further = furtherGroups.get(row.event.id);
    const children = further
      ? { ...childrenOf(further), items: [...items, ...further.items.value], ready: true }
      : { items, ready: true, loading: false, failed: false, hasMore: next !== null };
    return childRows(row.event.id, 2, children, (group) => groupRow(group, 2, 'event'));
  }

  const rows = useStableRows(() =>
    childRows(
      'events',
      1,
      { items: events.value, ready: true, loading: false, failed: false, hasMore: false },
      (row) => {
        const key = row.event.id;
        const expanded = expansion.isOpen(key);
        return {
          own: { kind: 'event', key, level: 1, expanded, event: row },
          below: expanded ? rowsBelow(row) : [],
        };
      },
    ),
  );

  return {
    query,
    rows,
    shownCount: computed(() => events.value.length),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    loadMore: () => query.fetchMore({ after: connection.value?.pageInfo.endCursor ?? null, first: 50 }),
    loadMoreBelow(key) {
      const pages = furtherGroups.get(key);
      if (pages) pages.loadMore();
      else asked.value = [...asked.value, key];
    },
    retryBelow: (key) => void furtherGroups.get(key)?.retry(),
  };
}

function groupsOf(data: UnusedEventChildrenQuery, eventId: string) {
  const row = data.unusedQueue.events.edges.find(({ node }) => node.event.id === eventId)?.node;
  return row && toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
}
