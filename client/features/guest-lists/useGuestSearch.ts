import { useApolloClient } from '../../apollo/apollo-client.ts';
import { readFragment, type FragmentType } from '../../gql/fragment-masking.ts';
import {
  GuestCandidatePartsFragmentDoc,
  GuestCandidatesDocument,
  SearchContactsDocument,
  SearchEmployeesDocument,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import type { PersonPage } from '../../ui/person.ts';
import { fromUser, type GuestPerson } from './guest-rows.ts';

const first = 20;

/** Somebody who was found, and as what they can be a guest. */
export interface FoundGuest extends GuestPerson {
  guestType: 'CONTACT' | 'EMPLOYEE';
}

type Search = (term: string, signal?: AbortSignal) => Promise<PersonPage & { people: readonly FoundGuest[] }>;

/** Finds guests on the server: everybody in one list, or of one kind. Who has left the company can still have been a guest. */
export function useGuestSearch(): Record<'ANYBODY' | 'CONTACT' | 'EMPLOYEE', Search> & {
  recent: () => Promise<readonly FoundGuest[]>;
} {
  const client = useApolloClient();
  const { t } = useText();
  // Each term is asked once and shown once: nothing of it needs to stay in the cache.
  const optionsFor = (signal?: AbortSignal) =>
    ({ fetchPolicy: 'no-cache', context: { fetchOptions: { signal } } }) as const;

  return {
    async ANYBODY(search, signal) {
      const variables = { search, first };
      const { data } = await client.query({ query: GuestCandidatesDocument, variables, ...optionsFor(signal) });
      const people = (data?.guestCandidates ?? []).flatMap((each) => candidate(each).person);
      return { people, hasMore: people.length === first };
    },
    async CONTACT(search, signal) {
      const variables = { search, first };
      const { data } = await client.query({ query: SearchContactsDocument, variables, ...optionsFor(signal) });
      const people = data?.contacts.edges.map(({ node }) => fromContact(node)) ?? [];
      return { people, hasMore: data?.contacts.pageInfo.hasNextPage ?? false };
    },
    async EMPLOYEE(search, signal) {
      const variables = { search, first };
      const { data } = await client.query({ query: SearchEmployeesDocument, variables, ...optionsFor(signal) });
      const people = data?.users.edges.map(({ node }) => fromDirectory(node)) ?? [];
      return { people, hasMore: data?.users.pageInfo.hasNextPage ?? false };
    },
    async recent() {
      const variables = { search: null, first: 10 };
      const { data } = await client.query({ query: GuestCandidatesDocument, variables, ...optionsFor() });
      const found = (data?.guestCandidates ?? []).map(candidate);
      return found.filter(({ isRecent }) => isRecent).flatMap(({ person }) => person);
    },
  };

  function candidate(masked: FragmentType<typeof GuestCandidatePartsFragmentDoc>): {
    isRecent: boolean;
    person: FoundGuest[];
  } {
    const { isRecent, user, contact } = readFragment(GuestCandidatePartsFragmentDoc, masked);
    return { isRecent, person: user ? [fromDirectory(user)] : contact ? [fromContact(contact)] : [] };
  }

  function fromDirectory(user: Parameters<typeof fromUser>[0]): FoundGuest {
    const person = fromUser(user);
    const detail = [t('guestList.types.EMPLOYEE'), person.detail].filter(Boolean).join(' · ');
    return { ...person, detail, guestType: 'EMPLOYEE' };
  }

  function fromContact(contact: ContactFacts & { visibility: string }): FoundGuest {
    const mine = contact.visibility === 'PRIVATE' ? t('guestList.contact.privateMark') : null;
    const detail = [t('guestList.types.CONTACT'), contact.company, mine].filter(Boolean).join(' · ');
    return { ...foundContact(contact), detail };
  }
}

type ContactFacts = Pick<GuestPerson, 'id' | 'name' | 'email' | 'company' | 'title'>;

export function foundContact({ id, name, email, company, title }: ContactFacts): FoundGuest {
  return { id, name, email, company, title, detail: company, guestType: 'CONTACT' };
}

/** What the picker hands back is what the search had found. */
export function isFoundGuest(person: object): person is FoundGuest {
  return 'guestType' in person;
}
