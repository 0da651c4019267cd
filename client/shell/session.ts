import type { ApolloClient } from '@apollo/client';
import type { Subscription } from 'rxjs';
import { computed, inject, shallowRef, type App, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import { toApiError, type ApiError } from '../apollo/api-error.ts';
import { readFragment } from '../gql/fragment-masking.ts';
import { SignOutDocument, ViewerDocument, ViewerPartsFragmentDoc, type ViewerPartsFragment } from '../gql/graphql.ts';

type SessionState = 'signed-in' | 'signed-out' | 'failed';

/** Who is signed in. One per app. */
export interface Session {
  /** Null for a stranger, and until it is known. */
  readonly viewer: Readonly<Ref<ViewerPartsFragment | null>>;
  /** Why it could not be found out who is signed in. */
  readonly error: Readonly<Ref<ApiError | undefined>>;
  /** Finds out who is signed in, once. */
  load(): Promise<SessionState>;
  /** Asks again, such as after counts of the viewer changed. */
  refresh(): Promise<SessionState>;
  /** Returns where to go on to sign out at the provider as well, or null. */
  signOut(): Promise<string | null>;
  /** The server no longer knows the session. */
  expire(): void;
  /** Called when a session that was known ends without a sign-out. */
  onExpired(listener: () => void): void;
}

const sessionKey: InjectionKey<Session> = Symbol('Session');

export function provideSession(app: App, session: Session): void {
  app.provide(sessionKey, session);
}

export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('No session was provided to this app.');
  return session;
}

/** The viewer on a page that only a signed-in user can reach. */
export function useViewer(): ComputedRef<ViewerPartsFragment> {
  const { viewer } = useSession();
  let last: ViewerPartsFragment | null = null;
  return computed(() => {
    // A page that is being left after a sign-out still renders once.
    last = viewer.value ?? last;
    if (!last) throw new Error('This page needs a signed-in user.');
    return last;
  });
}

export function createSession(client: ApolloClient): Session {
  const viewer = shallowRef<ViewerPartsFragment | null>(null);
  const error = shallowRef<ApiError>();
  let listener: (() => void) | undefined;
  let watching: Subscription | undefined;
  let loading: Promise<SessionState> | undefined;

  async function ask(): Promise<SessionState> {
    try {
      const { data } = await client.query({ query: ViewerDocument, fetchPolicy: 'network-only' });
      viewer.value = data ? readFragment(ViewerPartsFragmentDoc, data.viewer) : null;
      error.value = undefined;
      watching ??= follow();
      return 'signed-in';
    } catch (failure) {
      const reason = toApiError(failure);
      if (reason.code === 'UNAUTHENTICATED') {
        error.value = undefined;
        return 'signed-out';
      }
      error.value = reason;
      return 'failed';
    }
  }

  /** Mutations that return the viewer update it everywhere. */
  function follow(): Subscription {
    return client.watchQuery({ query: ViewerDocument, fetchPolicy: 'cache-only' }).subscribe(({ data, dataState }) => {
      if (dataState === 'complete' && viewer.value) viewer.value = readFragment(ViewerPartsFragmentDoc, data.viewer);
    });
  }

  async function forget(): Promise<void> {
    watching?.unsubscribe();
    watching = undefined;
    viewer.value = null;
    await client.clearStore();
  }

  function refresh(): Promise<SessionState> {
    loading ??= ask().finally(() => (loading = undefined));
    return loading;
  }

  return {
    viewer,
    error,
    load: () => (viewer.value ? Promise.resolve('signed-in') : refresh()),
    refresh,
    async signOut() {
      const { data } = await client.mutate({ mutation: SignOutDocument });
      await forget();
      return data?.signOut.continueAt ?? null;
    },
    expire() {
      if (!viewer.value) return;
      void forget();
      listener?.();
    },
    onExpired(next) {
      listener = next;
    },
  };
}
