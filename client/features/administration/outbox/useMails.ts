import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../../apollo/useFirstPage.ts';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { MailRowFragmentDoc, MailsDocument, type MailRowFragment } from '../../../gql/graphql.ts';
import type { OutboxSearch } from '../../../routes.ts';
import { statusOfTab } from './mail-status.ts';

export const mailsPerPage = 25;

/** The mails that the URL asks for, newest first. */
export function useMails(search: ComputedRef<OutboxSearch>) {
  const filter = computed(() => ({ statuses: [statusOfTab[search.value.status]] }));
  const first = useFirstPage(
    () => filter.value,
    () => search.value.shown,
  );
  const { data, loading, isPrevious, error, refetch, fetchMore } = useQuery(MailsDocument, () => ({
    filter: filter.value,
    first: first.value,
    after: null as string | null,
  }));
  const pageInfo = computed(() => data.value?.mails.pageInfo);

  return {
    mails: computed<readonly MailRowFragment[] | undefined>(() =>
      data.value?.mails.edges.map(({ node }) => readFragment(MailRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    isPrevious,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: mailsPerPage }),
  };
}
