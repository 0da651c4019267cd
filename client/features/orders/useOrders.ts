import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../apollo/useFirstPage.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  MyOrdersDocument,
  OrderPageFragmentDoc,
  OrderRowFragmentDoc,
  OrdersOfOthersDocument,
  type OrderFilter,
  type OrderRowFragment,
} from '../../gql/graphql.ts';
import type { MyOrdersSearch } from '../../routes.ts';
import { statusesOfTab } from './order-status.ts';

export const ordersPerPage = 25;

/** The orders that the URL asks for: those of the viewer, or all that the viewer may see. */
export function useOrders(search: ComputedRef<MyOrdersSearch>) {
  const filter = computed(() => orderFilter(search.value));
  const first = useFirstPage(
    () => [search.value.scope, filter.value],
    () => search.value.shown,
  );
  const variables = () => ({ filter: filter.value, first: first.value, after: null as string | null });
  const mine = useQuery(MyOrdersDocument, variables, { enabled: () => search.value.scope === 'mine' });
  const others = useQuery(OrdersOfOthersDocument, variables, { enabled: () => search.value.scope === 'all' });

  const active = computed(() => (search.value.scope === 'mine' ? mine : others));
  const page = computed(() => {
    const connection = search.value.scope === 'mine' ? mine.data.value?.myOrders : others.data.value?.orders;
    return connection && readFragment(OrderPageFragmentDoc, connection);
  });

  return {
    orders: computed<readonly OrderRowFragment[] | undefined>(() =>
      page.value?.edges.map(({ node }) => readFragment(OrderRowFragmentDoc, node)),
    ),
    hasMore: computed(() => page.value?.pageInfo.hasNextPage ?? false),
    loading: computed(() => active.value.loading.value),
    isPrevious: computed(() => active.value.isPrevious.value),
    error: computed(() => active.value.error.value),
    refetch: () => active.value.refetch(),
    showMore: () => active.value.fetchMore({ after: page.value?.pageInfo.endCursor ?? null, first: ordersPerPage }),
  };
}

export function orderFilter({ tab, q }: Pick<MyOrdersSearch, 'tab' | 'q'>): OrderFilter {
  return { statuses: statusesOfTab[tab], search: q === '' ? null : q };
}
