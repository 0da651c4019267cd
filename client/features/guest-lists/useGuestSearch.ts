import { useApolloClient } from '../../apollo/apollo-client.ts';
import { SearchContactsDocument, SearchEmployeesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import type { PersonSearch } from '../../ui/person.ts';

const first = 20;

/** Finds guests on the server. Somebody who has left the company can still have been a guest. */
export function useGuestSearch(): Record<'CONTACT' | 'EMPLOYEE', PersonSearch> {
  const client = useApolloClient();
  const { t } = useText();
  // Each term is asked once and shown once: nothing of it needs to stay in the cache.
  const optionsFor = (signal: AbortSignal) =>
    ({ fetchPolicy: 'no-cache', context: { fetchOptions: { signal } } }) as const;

  return {
    async CONTACT(search, signal) {
      const variables = { search, first };
      const { data } = await client.query({ query: SearchContactsDocument, variables, ...optionsFor(signal) });
      const people = data?.contacts.edges.map(({ node }) => ({ ...node, detail: contactDetail(node) })) ?? [];
      return { people, hasMore: data?.contacts.pageInfo.hasNextPage ?? false };
    },
    async EMPLOYEE(search, signal) {
      const variables = { search, first };
      const { data } = await client.query({ query: SearchEmployeesDocument, variables, ...optionsFor(signal) });
      const people = data?.users.edges.map(({ node }) => ({ ...node, detail: node.department })) ?? [];
      return { people, hasMore: data?.users.pageInfo.hasNextPage ?? false };
    },
  };

  function contactDetail(contact: { company: string | null; visibility: string }): string | null {
    const mine = contact.visibility === 'PRIVATE' ? t('guestList.contact.privateMark') : null;
    return [contact.company, mine].filter(Boolean).join(' · ') || null;
  }
}
