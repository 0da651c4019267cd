import { ref, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { useApolloClient } from '../apollo/apollo-client.ts';
import { useMutation } from '../apollo/useMutation.ts';
import { SignInDocument, type SignInMutation } from '../gql/graphql.ts';
import { useText } from '../i18n/useText.ts';
import { paths } from '../routes.ts';
import { useSession } from './session.ts';

export type SignInField = 'email' | 'password' | 'organization';
export type SignInErrors = Partial<Record<SignInField, string>>;

/** Signs in and goes on to where the user wanted to be. */
export function useSignIn(input: Record<SignInField, string>, returnTo: () => string) {
  const { t } = useText();
  const client = useApolloClient();
  const session = useSession();
  const router = useRouter();
  const { mutate, running, error: requestError } = useMutation(SignInDocument);
  const needsOrganization = ref(false);
  const errors: Ref<SignInErrors> = ref({});

  async function submit(): Promise<void> {
    errors.value = missing();
    if (Object.keys(errors.value).length > 0) return;
    const organization = needsOrganization.value ? input.organization.trim() : null;
    const answer = await mutate({ input: { email: input.email.trim(), password: input.password, organization } });
    if (!answer) return;
    errors.value = refusal(answer);
    if (Object.keys(errors.value).length === 0) await goOn();
  }

  function missing(): SignInErrors {
    const found: SignInErrors = {};
    if (!input.email.trim()) found.email = t('signIn.emailMissing');
    if (!input.password) found.password = t('signIn.passwordMissing');
    if (needsOrganization.value && !input.organization.trim()) found.organization = t('signIn.organizationMissing');
    return found;
  }

  function refusal({ signIn }: SignInMutation): SignInErrors {
    const [error] = signIn.userErrors;
    if (!error) return {};
    if (error.__typename !== 'OrganizationRequired') return { email: t('signIn.refused') };
    needsOrganization.value = true;
    return { organization: t('signIn.organizationRequired') };
  }

  async function goOn(): Promise<void> {
    await client.clearStore();
    await session.refresh();
    const target = localTarget(returnTo());
    if (target?.startsWith(paths.explorer())) window.location.assign(target);
    else await router.replace(target ?? paths.home());
  }

  return { submit, running, requestError, needsOrganization, errors };
}

/** Only a path of this site: a link to sign-in must not send anybody elsewhere. */
function localTarget(returnTo: string): string | undefined {
  if (!returnTo.startsWith('/')) return undefined;
  const url = new URL(returnTo, window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search + url.hash : undefined;
}
