import { useRouter } from 'vue-router';
import { paths } from '../routes.ts';
import { useSession } from './session.ts';

/** Ends the session and goes to the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const session = useSession();
  const router = useRouter();
  return async () => {
    await session.signOut();
    await router.push(paths.signIn());
  };
}
