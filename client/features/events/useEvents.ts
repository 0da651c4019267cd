import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { EventRowFragmentDoc, EventsDocument, type EventRowFragment } from '../../gql/graphql.ts';
import type { EventsSearch } from '../../routes.ts';
import { eventFilter } from './event-filter.ts';

export const eventsPerPage = 25;

/** The events that the URL asks for. */
export function useEvents(search: ComputedRef<EventsSearch>) {
  const filter = computed(() => eventFilter(search.value));
  const first = useFirstPage(
    () => [filter.value, search.value.order],
    () => search.value.shown,
  );
  const { data, loading, isPrevious, error, refetch, fetchMore } = useQuery(EventsDocument, () => ({
    filter: filter.value,
    orderBy: search.value.order,
    first: first.value,
    after: null as string | null,
  }));
  const pageInfo = computed(() => data.value?.events.pageInfo);

  return {
    events: computed<readonly EventRowFragment[] | undefined>(() =>
      data.value?.events.edges.map(({ node }) => readFragment(EventRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    isPrevious,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: eventsPerPage }),
  };
}
