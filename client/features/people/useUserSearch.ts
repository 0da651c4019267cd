import { useApolloClient } from '../../apollo/apollo-client.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { PersonPartsFragmentDoc, SearchUsersDocument, type PersonPartsFragment } from '../../gql/graphql.ts';
import type { Person, PersonSearch } from '../../ui/person.ts';

/** A user as a person picker shows one. `inactiveReason`: why an inactive user cannot be picked here, if so. */
export function toPerson(user: PersonPartsFragment, inactiveReason?: string): Person {
  const person: Person = { id: user.id, name: user.name, email: user.email, detail: user.department };
  return !user.isActive && inactiveReason ? { ...person, disabledReason: inactiveReason } : person;
}

/** Searches the organization's directory, inactive users included. */
export function useUserSearch(inactiveReason: () => string | undefined): PersonSearch {
  const client = useApolloClient();
  return async (search, signal) => {
    const { data } = await client.query({
      query: SearchUsersDocument,
      variables: { search, first: 20 },
      fetchPolicy: 'network-only',
      context: { fetchOptions: { signal } },
    });
    const users = (data?.users.edges ?? []).map(({ node }) => readFragment(PersonPartsFragmentDoc, node));
    return {
      people: users.map((user) => toPerson(user, inactiveReason())),
      hasMore: data?.users.pageInfo.hasNextPage ?? false,
    };
  };
}
