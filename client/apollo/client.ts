import { ApolloClient, ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { toApiError } from './api-error.ts';
import { createCache } from './cache.ts';
import { documentIds, fetchByDocumentId } from './document-ids.ts';

/** The client for `POST /graphql`, signed in by the session cookie. */
export function createApolloClient(onSessionExpired: () => void): ApolloClient {
  const sessionLink = new ErrorLink(({ error }) => {
    if (toApiError(error).code === 'UNAUTHENTICATED') onSessionExpired();
  });
  const httpLink = new HttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: fetchByDocumentId });
  return new ApolloClient({
    link: ApolloLink.from([sessionLink, documentIds, httpLink]),
    cache: createCache(),
  });
}
