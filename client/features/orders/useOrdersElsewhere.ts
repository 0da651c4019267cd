import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../../apollo/useQuery.ts';
import { CountMyOrdersDocument, CountOrdersOfOthersDocument } from '../../gql/graphql.ts';
import type { MyOrdersSearch } from '../../routes.ts';
import { orderFilter } from './useOrders.ts';

/** How many orders another tab holds for the same search: up to 100, or more than that. */
export function useOrdersElsewhere(search: () => MyOrdersSearch): ComputedRef<{ count: number; isMore: boolean }> {
  const variables = () => ({ filter: orderFilter(search()) });
  // Rows without their content are kept out of the cache, where they would pass for the list itself.
  const fetchPolicy = 'no-cache';
  const mine = useQuery(CountMyOrdersDocument, variables, { enabled: () => search().scope === 'mine', fetchPolicy });
  const others = useQuery(CountOrdersOfOthersDocument, variables, {
    enabled: () => search().scope === 'all',
    fetchPolicy,
  });

  return computed(() => {
    const own = search().scope === 'mine';
    if ((own ? mine : others).isPrevious.value) return { count: 0, isMore: false };
    const page = own ? mine.data.value?.myOrders : others.data.value?.orders;
    return { count: page?.edges.length ?? 0, isMore: page?.pageInfo.hasNextPage ?? false };
  });
}
