import { useRouter } from 'vue-router';
import { paths } from '../routes.ts';
import { useSession } from './session.ts';

/** Ends the session and goes to the sign-in page, by way of the provider where the session came from one. */
export function useSignOut(): () => Promise<void> {
  const session = useSession();
  const router = useRouter();
  return async () => {
    const provider = await session.signOut();
    if (provider === null) await router.push(paths.signIn());
    else window.location.assign(provider);
  };
}
