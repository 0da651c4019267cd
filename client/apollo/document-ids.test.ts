import { afterEach, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { SignOutDocument } from '../gql/graphql.ts';
import { toApiError } from './api-error.ts';
import { createCache } from './cache.ts';
import { documentIds, fetchByDocumentId } from './document-ids.ts';

const manifest = JSON.parse(readFileSync('client/gql/persisted-documents.json', 'utf8')) as Record<string, string>;
const usualFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = usualFetch;
});

const signedOut = { data: { __typename: 'Mutation', signOut: { __typename: 'SignOutPayload', signedOut: true } } };
const refusal = (code: string) => ({ errors: [{ message: code, extensions: { code } }] });

/** Answers each request with the next of the answers and keeps what was sent. */
function server(...answers: [status: number, body: object][]): {
  bodies: Record<string, unknown>[];
  signOut(): Promise<unknown>;
} {
  const bodies: Record<string, unknown>[] = [];
  globalThis.fetch = async (_input, init) => {
    bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
    const [status, body] = answers[bodies.length - 1] ?? [500, {}];
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
  const link = ApolloLink.from([
    documentIds,
    new HttpLink({ uri: 'http://localhost/graphql', fetch: fetchByDocumentId }),
  ]);
  const client = new ApolloClient({ link, cache: createCache() });
  return { bodies, signOut: async () => (await client.mutate({ mutation: SignOutDocument })).data };
}

test('a document travels as its id, which the manifest knows, and without its text', async () => {
  const { bodies, signOut } = server([200, signedOut]);
  expect(await signOut()).toMatchObject({ signOut: { signedOut: true } });
  expect(bodies).toEqual([{ documentId: expect.any(String), operationName: 'SignOut', variables: {} }]);
  expect(manifest[String(bodies[0]?.documentId)]).toContain('mutation SignOut');
});

test('a server of another version gets the text', async () => {
  const { bodies, signOut } = server([404, refusal('DOCUMENT_NOT_FOUND')], [200, signedOut]);
  expect(await signOut()).toMatchObject({ signOut: { signedOut: true } });
  expect(bodies[1]).toEqual({
    query: expect.stringContaining('mutation SignOut'),
    operationName: 'SignOut',
    variables: {},
  });
});

test('a stranger whose page is of another version hears just that', async () => {
  const { bodies, signOut } = server([404, refusal('DOCUMENT_NOT_FOUND')], [200, refusal('UNAUTHENTICATED')]);
  const failure = await signOut().catch((error: unknown) => toApiError(error).code);
  expect([failure, bodies.length]).toEqual(['DOCUMENT_NOT_FOUND', 2]);
});

test('other failures are not tried again', async () => {
  const { bodies, signOut } = server([503, refusal('RETRY')]);
  const failure = await signOut().catch((error: unknown) => toApiError(error).code);
  expect([failure, bodies.length]).toEqual(['RETRY', 1]);
});
