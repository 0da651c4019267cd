import { computed, type ComputedRef } from 'vue';
import { useFirstPage } from '../../../apollo/useFirstPage.ts';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { AdminContactsDocument, ContactRowFragmentDoc, type ContactRowFragment } from '../../../gql/graphql.ts';
import type { ContactsSearch } from '../../../routes.ts';

export const contactsPerPage = 25;

/** The contacts that the URL asks for. */
export function useContacts(search: ComputedRef<ContactsSearch>) {
  const term = computed(() => (search.value.q === '' ? null : search.value.q));
  const first = useFirstPage(
    () => term.value,
    () => search.value.shown,
  );
  const { data, loading, isPrevious, error, refetch, fetchMore } = useQuery(AdminContactsDocument, () => ({
    search: term.value,
    first: first.value,
    after: null as string | null,
  }));
  const pageInfo = computed(() => data.value?.contacts.pageInfo);

  return {
    contacts: computed<readonly ContactRowFragment[] | undefined>(() =>
      data.value?.contacts.edges.map(({ node }) => readFragment(ContactRowFragmentDoc, node)),
    ),
    hasMore: computed(() => pageInfo.value?.hasNextPage ?? false),
    loading,
    isPrevious,
    error,
    refetch,
    showMore: () => fetchMore({ after: pageInfo.value?.endCursor ?? null, first: contactsPerPage }),
  };
}
