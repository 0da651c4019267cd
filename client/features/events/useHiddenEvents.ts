import { computed } from 'vue';
import { useQuery } from '../../apollo/useQuery.ts';
import { CountEventsDocument } from '../../gql/graphql.ts';
import type { EventsSearch } from '../../routes.ts';
import { eventFilter } from './event-filter.ts';

export type FilterPart = 'search' | 'dates' | 'status';

export interface HiddenEvents {
  part: FilterPart;
  /** How many would show without it: up to 100, or more than that. */
  count: number;
  isMore: boolean;
  /** What the URL says without it. */
  without: Partial<EventsSearch>;
}

const dropped: Record<FilterPart, Partial<EventsSearch>> = {
  search: { q: '' },
  dates: { from: null, to: null },
  status: { status: [] },
};

/** For an empty list: which part of the filter hides most. */
export function useHiddenEvents(search: () => EventsSearch) {
  const isOn: Record<FilterPart, () => boolean> = {
    search: () => search().q !== '',
    dates: () => search().from !== null || search().to !== null,
    status: () => search().status.length > 0,
  };
  const parts = Object.keys(dropped) as FilterPart[];
  // Rows without their content are kept out of the cache, where they would pass for the list itself.
  const counts = parts.map((part) => ({
    part,
    ...useQuery(CountEventsDocument, () => ({ filter: eventFilter({ ...search(), ...dropped[part] }) }), {
      enabled: isOn[part],
      fetchPolicy: 'no-cache',
    }),
  }));

  const hidden = computed(() =>
    counts
      .filter(({ part, data, isPrevious }) => isOn[part]() && data.value && !isPrevious.value)
      .map(({ part, data }): HiddenEvents => {
        const page = data.value?.events;
        const isMore = page?.pageInfo.hasNextPage ?? false;
        return { part, count: page?.edges.length ?? 0, isMore, without: dropped[part] };
      })
      .filter(({ count }) => count > 0),
  );

  return {
    isFiltered: computed(() => parts.some((part) => isOn[part]())),
    worst: computed(
      () => [...hidden.value].sort((a, b) => Number(b.isMore) - Number(a.isMore) || b.count - a.count)[0],
    ),
  };
}
