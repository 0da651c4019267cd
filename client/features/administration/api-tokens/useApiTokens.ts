import { computed } from 'vue';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { ApiTokenRowFragmentDoc, ApiTokensDocument, type ApiTokenRowFragment } from '../../../gql/graphql.ts';

const perPage = 25;

/** The API tokens of the organization, newest first. */
export function useApiTokens() {
  const { data, loading, error, refetch, fetchMore } = useQuery(
    ApiTokensDocument,
    () => ({ first: perPage, after: null as string | null }),
    { fetchPolicy: 'cache-and-network' },
  );
  const pageInfo = computed(() => data.value?.apiTokens.pageInfo);

  return {
    tokens: computed<readonly ApiTokenRowFragment[] | undefined>(() =>
      data.value?.apiTokens.edges.map(({ node }) => readFragment(ApiTokenRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: perPage }),
  };
}
