import { useApolloClient } from '../../apollo/apollo-client.ts';
import {
  PossibleDuplicateContactsDocument,
  type ContactInput,
  type PossibleDuplicateContactsQuery,
} from '../../gql/graphql.ts';

/** A contact that may be the same person; null for a private one of somebody else, of which nothing more is known. */
export type PossibleDuplicate = PossibleDuplicateContactsQuery['possibleDuplicateContacts'][number]['contact'];

/** Asks who may be the same person. A hint: where it cannot be asked, nobody is kept from going on. */
export function usePossibleDuplicates(): (contact: ContactInput) => Promise<PossibleDuplicate[]> {
  const client = useApolloClient();

  return async ({ name, email }) => {
    try {
      const { data } = await client.query({
        query: PossibleDuplicateContactsDocument,
        variables: { name, email: email ?? null },
        fetchPolicy: 'no-cache',
      });
      return data?.possibleDuplicateContacts.map(({ contact }) => contact) ?? [];
    } catch {
      return [];
    }
  };
}
