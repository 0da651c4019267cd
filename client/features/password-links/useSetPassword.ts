import { ref } from 'vue';
import { useRouter } from 'vue-router';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import { SetPasswordDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { paths } from '../../routes.ts';
import { useSession } from '../../shell/session.ts';

export const shortestPassword = 12;

/** Sets the password of a link and goes on, signed in. */
export function useSetPassword(token: string, onExpired: () => void) {
  const { t, tc } = useText();
  const client = useApolloClient();
  const session = useSession();
  const router = useRouter();
  const { mutate, running, error } = useMutation(SetPasswordDocument);
  const problem = ref<string>();

  async function submit(password: string): Promise<void> {
    problem.value = undefined;
    if (password === '') problem.value = t('passwordLinks.set.missing');
    else if ([...password].length < shortestPassword) problem.value = tc('passwordLinks.set.short', shortestPassword);
    if (problem.value) return;

    const answer = await mutate({ input: { token, password } });
    if (!answer) return;
    const [refusal] = answer.setPassword.userErrors;
    if (!refusal) await goOn();
    else if (refusal.__typename === 'LinkExpired') onExpired();
    else problem.value = refusal.message;
  }

  /** Whoever was signed in here before is not any more: nothing of theirs may stay. */
  async function goOn(): Promise<void> {
    await client.clearStore();
    await session.refresh();
    await router.replace(paths.home());
  }

  return { submit, problem, running, error };
}
