import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../../apollo/useFirstPage.ts';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { AuditLogDocument, AuditRowFragmentDoc, type AuditRowFragment } from '../../../gql/graphql.ts';
import type { AuditLogSearch } from '../../../routes.ts';
import { auditFilter } from './audit-filter.ts';

export const entriesPerPage = 25;

/** The entries that the URL asks for, newest first. */
export function useAuditLog(search: ComputedRef<AuditLogSearch>) {
  const filter = computed(() => auditFilter(search.value));
  const first = useFirstPage(
    () => filter.value,
    () => search.value.shown,
  );
  const { data, loading, isPrevious, error, refetch, fetchMore } = useQuery(AuditLogDocument, () => ({
    filter: filter.value,
    first: first.value,
    after: null as string | null,
  }));
  const pageInfo = computed(() => data.value?.auditLog.pageInfo);

  return {
    entries: computed<readonly AuditRowFragment[] | undefined>(() =>
      data.value?.auditLog.edges.map(({ node }) => readFragment(AuditRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    isPrevious,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: entriesPerPage }),
  };
}
