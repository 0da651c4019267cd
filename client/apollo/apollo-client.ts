import type { ApolloClient } from '@apollo/client';
import { inject, type App, type InjectionKey } from 'vue';

const apolloClientKey: InjectionKey<ApolloClient> = Symbol('ApolloClient');

/** Makes the client known to every component of the app. */
export function provideApolloClient(app: App, client: ApolloClient): void {
  app.provide(apolloClientKey, client);
}

/** The client itself, for what `useQuery` and `useMutation` do not cover, such as a search as one types. */
export function useApolloClient(): ApolloClient {
  const client = inject(apolloClientKey);
  if (!client) throw new Error('No Apollo Client was provided to this app.');
  return client;
}
