import { ApolloLink } from '@apollo/client';
import { catchError, tap, throwError } from 'rxjs';
import { toApiError } from './api-error.ts';

/**
 * Sends the id of a document instead of its text: the server knows our documents from the build. One of another version may not; it
 * gets the text then, which it takes from the signed-in only, so that a stranger is told to reload the page.
 */
export const documentIds = new ApolloLink((operation, forward) => {
  const documentId = idOf(operation.query);
  if (documentId === undefined) return forward(operation);
  operation.extensions['documentId'] = documentId;
  operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
  return forward(operation).pipe(
    catchError((unknownId: unknown) => {
      if (toApiError(unknownId).code !== 'DOCUMENT_NOT_FOUND') return throwError(() => unknownId);
      delete operation.extensions['documentId'];
      operation.setContext({ http: { includeQuery: true, includeExtensions: false } });
      return forward(operation).pipe(
        tap(({ errors }) => {
          if (errors?.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')) throw unknownId;
        }),
      );
    }),
  );
});

/** `fetch`, with the id where GraphQL over HTTP wants it: beside the variables, not among the extensions. */
export function fetchByDocumentId(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  if (typeof init.body !== 'string') return fetch(input, init);
  const { extensions, ...body } = JSON.parse(init.body) as { extensions?: { documentId?: string } };
  const sent = { documentId: extensions?.documentId, ...body };
  return fetch(input, { ...init, body: JSON.stringify(sent) });
}

/** The hash that the code generation leaves at each document. */
function idOf(document: object): string | undefined {
  return (document as { __meta__?: { hash?: string } }).__meta__?.hash;
}
