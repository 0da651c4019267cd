import { ref, shallowRef } from 'vue';
import { useApolloClient } from '../apollo/apollo-client.ts';
import { SignInMethodsDocument, type SignInMethodsQuery } from '../gql/graphql.ts';
import { paths } from '../routes.ts';

type Methods = SignInMethodsQuery['signInMethods'];

/** What holds until the server knows better, and where it cannot be asked. */
const USUAL: Methods = { __typename: 'SignInMethods', allowsPassword: true, singleSignOnHost: null };

/** How the people of the typed address's domain sign in. It is asked for once for each domain, when the address is complete. */
export function useSingleSignOn(email: () => string, returnTo: () => string) {
  const client = useApolloClient();
  const methods = shallowRef(USUAL);
  const leaving = ref(false);
  let known: { domain: string; answer: Promise<Methods> } | undefined;

  /** Finds out, and returns it; a new address of the same domain is not asked about again. */
  async function discover(): Promise<Methods> {
    const address = email().trim();
    const domain = domainOf(address);
    if (domain === undefined) return (methods.value = USUAL);
    if (known?.domain !== domain) known = { domain, answer: ask(address) };
    const answer = await known.answer;
    // The address may have been changed while the answer was on its way.
    if (domainOf(email()) === domain) methods.value = answer;
    return methods.value;
  }

  async function ask(address: string): Promise<Methods> {
    try {
      const variables = { email: address };
      const { data } = await client.query({ query: SignInMethodsDocument, variables, fetchPolicy: 'no-cache' });
      return data?.signInMethods ?? USUAL;
    } catch {
      // Signing in with a password is still possible, and will say what is wrong.
      known = undefined;
      return USUAL;
    }
  }

  /** Leaves for the provider. */
  function goOn(): void {
    leaving.value = true;
    window.location.assign(paths.singleSignOn(email().trim(), returnTo()));
  }

  return { methods, discover, goOn, leaving };
}

function domainOf(email: string): string | undefined {
  return /^[^\s@]+@([^\s@]+\.[^\s@.]+)$/.exec(email.trim())?.[1]?.toLowerCase();
}
