import { computed } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { type Page, type Pages, usePages } from '../../apollo/usePages.ts';
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
} from '../../gql/graphql.ts';
import type { BackfillTicketsSearch } from '../../routes.ts';
import { useStableRows } from '../../ui/useStableRows.ts';
import { firstEventsOf } from './ask-first-events.ts';
import { toGroupPage } from './group-pages.ts';
import { forEvent, toQueueFilter } from './queue-filter.ts';
import { childRows, groupRow, type QueueRow } from './queue-rows.ts';
import type { QueueRows } from './queue-view.ts';
import type { Expansion } from './useExpansion.ts';
import { useFurtherGroups } from './useFurtherGroups.ts';

/** The Event View: events > ticket groups. The events bring their first groups along, so that opening one waits for nothing. */
export function useEventRows(search: () => BackfillTicketsSearch, expansion: Expansion): QueueRows {
  const client = useApolloClient();
  const filter = computed(() => toQueueFilter(search()));
  const first = useFirstPage(
    () => [filter.value, search().eventOrder],
    () => search().shown,
  );
  const query = useQuery(UnusedEventsDocument, () => firstEventsOf(search(), first.value));
  const connection = computed(() => query.data.value?.unusedQueue.events);
  const events = computed(() =>
    (connection.value?.edges ?? []).map(({ node }) => readFragment(UnusedEventRowFragmentDoc, node)),
  );
  const further = useFurtherGroups(firstGroups, groupsAfter, [filter, () => search().eventOrder]);

  function findRow(eventId: string): UnusedEventRowFragment | undefined {
    return events.value.find(({ event }) => event.id === eventId);
  }

  function firstGroups(eventId: string): Page<TicketGroupRowFragment> | undefined {
    const row = findRow(eventId);
    return row && toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
  }

  function groupsAfter(eventId: string): Pages<TicketGroupRowFragment> {
    // The row itself may go away: its event, which the question names, stays the same.
    const event = findRow(eventId)?.event;
    return usePages({
      client,
      query: UnusedEventChildrenDocument,
      variables: (after) => ({
        filter: event ? forEvent(filter.value, event) : filter.value,
        first: 50,
        childrenAfter: after ?? firstGroups(eventId)?.next ?? null,
      }),
      read: (data) => groupsOf(data, eventId),
    });
  }

  function rowsBelow({ event, ticketGroups }: UnusedEventRowFragment): QueueRow[] {
    const first = toGroupPage(readFragment(TicketGroupPageFragmentDoc, ticketGroups));
    return childRows(event.id, 2, further.childrenOf(event.id, first), (group) => groupRow(group, 2, 'event'));
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
    loadMoreBelow: further.loadMore,
    retryBelow: (key) => void further.pagesOf(key)?.retry(),
  };
}

function groupsOf(data: UnusedEventChildrenQuery, eventId: string) {
  const row = data.unusedQueue.events.edges.find(({ node }) => node.event.id === eventId)?.node;
  return row && toGroupPage(readFragment(TicketGroupPageFragmentDoc, row.ticketGroups));
}
