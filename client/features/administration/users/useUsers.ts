import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../../apollo/useFirstPage.ts';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { AdminUsersDocument, UserRowFragmentDoc, type UserRowFragment } from '../../../gql/graphql.ts';
import type { UsersSearch } from '../../../routes.ts';

export const usersPerPage = 25;

/** The users that the URL asks for. */
export function useUsers(search: ComputedRef<UsersSearch>) {
  const filter = computed(() => ({
    search: search.value.q === '' ? null : search.value.q,
    includeInactive: search.value.who === 'all',
  }));
  const first = useFirstPage(
    () => filter.value,
    () => search.value.shown,
  );
  const { data, loading, isPrevious, error, refetch, fetchMore } = useQuery(AdminUsersDocument, () => ({
    ...filter.value,
    first: first.value,
    after: null as string | null,
  }));
  const pageInfo = computed(() => data.value?.users.pageInfo);

  return {
    users: computed<readonly UserRowFragment[] | undefined>(() =>
      data.value?.users.edges.map(({ node }) => readFragment(UserRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    isPrevious,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: usersPerPage }),
  };
}
