import { computed } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { useKeyed } from '../../apollo/useKeyed.ts';
import { usePages } from '../../apollo/usePages.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { UnusedVenueRowFragmentDoc, UnusedVenuesDocument, type UnusedVenuesQueryVariables } from '../../gql/graphql.ts';
import type { BackfillTicketsSearch } from '../../routes.ts';
import { useStableRows } from '../../ui/useStableRows.ts';
import { childrenOf } from './group-pages.ts';
import { groupPagesOptions, locationKey, locationPagesOptions, parseLocationKey } from './location-pages.ts';
import { toQueueFilter } from './queue-filter.ts';
import { childRows, groupRow, type LocationRow, type QueueRow } from './queue-rows.ts';
import type { QueueRows } from './queue-view.ts';
import type { Expansion } from './useExpansion.ts';
import { useFurtherGroups } from './useFurtherGroups.ts';

/** The Venue View: venues > ticket locations > event dates. The locations bring their first dates along. */
export function useVenueRows(search: () => BackfillTicketsSearch, expansion: Expansion): QueueRows {
  const client = useApolloClient();
  const filter = computed(() => toQueueFilter(search()));
  const first = useFirstPage(
    () => [filter.value, search().venueOrder],
    () => search().shown,
  );
  const query = useQuery(UnusedVenuesDocument, (): UnusedVenuesQueryVariables => ({
    filter: filter.value,
    first: first.value,
    after: null,
    orderBy: search().venueOrder,
  }));
  const connection = computed(() => query.data.value?.unusedQueue.venues);
  const venues = computed(() =>
    (connection.value?.edges ?? []).map(({ node }) => readFragment(UnusedVenueRowFragmentDoc, node)),
  );

  const locations = useKeyed(
    () => venues.value.map(({ venue }) => venue).filter(({ id }) => expansion.isOpen(id)),
    ({ id }) => usePages(locationPagesOptions(client, () => filter.value, id)),
  );
  const further = useFurtherGroups(
    (key) => findLocation(key)?.groups,
    (key) =>
      usePages(
        groupPagesOptions(
          client,
          () => filter.value,
          () => findLocation(key),
        ),
      ),
    [filter, () => search().venueOrder],
  );

  function findLocation(key: string): LocationRow | undefined {
    const { venueId, locationId } = parseLocationKey(key);
    return locations.get(venueId)?.items.value.find(({ id }) => id === locationId);
  }

  function datesOf(venueId: string, location: LocationRow): QueueRow[] {
    const key = locationKey(venueId, location.id);
    return childRows(key, 3, further.childrenOf(key, location.groups), (group) => groupRow(group, 3, 'venue'));
  }

  const rows = useStableRows(() =>
    childRows(
      'venues',
      1,
      { items: venues.value, ready: true, loading: false, failed: false, hasMore: false },
      (row) => {
        const venueId = row.venue.id;
        const pages = locations.get(venueId);
        const below = pages
          ? childRows(venueId, 2, childrenOf(pages), (location) => {
              const key = locationKey(venueId, location.id);
              const expanded = expansion.isOpen(key);
              return {
                own: { kind: 'location', key, level: 2, expanded, location },
                below: expanded ? datesOf(venueId, location) : [],
              };
            })
          : [];
        return {
          own: { kind: 'venue', key: venueId, level: 1, expanded: expansion.isOpen(venueId), venue: row },
          below,
        };
      },
    ),
  );

  return {
    query,
    rows,
    shownCount: computed(() => venues.value.length),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    loadMore: () => query.fetchMore({ after: connection.value?.pageInfo.endCursor ?? null, first: 50 }),
    loadMoreBelow: (key) => (locations.has(key) ? locations.get(key)?.loadMore() : further.loadMore(key)),
    retryBelow: (key) => void (locations.get(key) ?? further.pagesOf(key))?.retry(),
  };
}
