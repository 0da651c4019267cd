import { afterEach, describe, expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, gql, Observable, type TypedDocumentNode } from '@apollo/client';
import { InMemoryCache } from '@apollo/client/cache';
import { createApp, effectScope, nextTick, ref, type EffectScope } from 'vue';
import { provideApolloClient } from './apollo-client.ts';
import { askAhead } from './ask-ahead.ts';
import { useMutation } from './useMutation.ts';
import { useQuery } from './useQuery.ts';

const query: TypedDocumentNode<{ greeting: string }, { name: string }> = gql`
  query Greeting($name: String!) {
    greeting(name: $name)
  }
`;
const mutation: TypedDocumentNode<{ greet: string }, { name: string }> = gql`
  mutation Greet($name: String!) {
    greet(name: $name)
  }
`;

let scope: EffectScope;
afterEach(() => scope.stop());

/** A server that answers when it is told to. */
function manualServer() {
  const requests: { name: unknown; answer(data: object): void; fail(code: string, requestId: string): void }[] = [];
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        const reply = (result: object) => {
          observer.next(result);
          observer.complete();
        };
        requests.push({
          name: variables['name'],
          answer: (data) => reply({ data }),
          fail: (code, requestId) => reply({ errors: [{ message: 'Broken.', extensions: { code, requestId } }] }),
        });
      }),
  );
  return { requests, client: new ApolloClient({ link, cache: new InMemoryCache() }) };
}

/** Runs a composable as a component would. */
function inApp<T>(client: ApolloClient, use: () => T): T {
  const app = createApp({});
  provideApolloClient(app, client);
  scope = effectScope();
  return app.runWithContext(() => scope.run(use) as T);
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('useQuery', () => {
  test('keeps the earlier answer, marked as such, while newer variables load', async () => {
    const { client, requests } = manualServer();
    const name = ref('Ana');
    const state = inApp(client, () => useQuery(query, () => ({ name: name.value })));
    expect(state.loading.value).toBe(true);
    requests[0]?.answer({ greeting: 'Hello Ana' });
    await settled();
    expect(state).toMatchObject({ data: { value: { greeting: 'Hello Ana' } }, loading: { value: false } });

    name.value = 'Ben';
    await nextTick();
    expect(state.data.value?.greeting).toBe('Hello Ana');
    expect([state.isPrevious.value, state.loading.value]).toEqual([true, true]);
    requests[1]?.answer({ greeting: 'Hello Ben' });
    await settled();
    expect([state.data.value?.greeting, state.isPrevious.value]).toEqual(['Hello Ben', false]);
  });

  test('joins a question that was asked ahead, and takes the answer of one that has come', async () => {
    const { client, requests } = manualServer();
    askAhead(client, query, { name: 'Ana' });
    const early = inApp(client, () => useQuery(query, { name: 'Ana' }));
    await settled();
    expect([requests.length, early.loading.value]).toEqual([1, true]);
    requests[0]?.answer({ greeting: 'Hello Ana' });
    await settled();
    expect([early.data.value?.greeting, early.loading.value]).toEqual(['Hello Ana', false]);
    scope.stop();

    askAhead(client, query, { name: 'Ben' });
    await settled();
    requests[1]?.answer({ greeting: 'Hello Ben' });
    await settled();
    const late = inApp(client, () => useQuery(query, { name: 'Ben' }));
    expect([late.data.value?.greeting, late.loading.value, requests.length]).toEqual(['Hello Ben', false, 2]);
  });

  test('asks by itself where what was asked ahead failed, and the second time in any case', async () => {
    const { client, requests } = manualServer();
    askAhead(client, query, { name: 'Ana' });
    await settled();
    requests[0]?.fail('RETRY', 'r-1');
    await settled();
    const state = inApp(client, () => useQuery(query, { name: 'Ana' }));
    expect([requests.length, state.loading.value, state.error.value]).toEqual([2, true, undefined]);
    requests[1]?.answer({ greeting: 'Hello Ana' });
    await settled();
    scope.stop();

    const again = inApp(client, () => useQuery(query, { name: 'Ana' }));
    expect([requests.length, again.data.value?.greeting, again.loading.value]).toEqual([3, 'Hello Ana', true]);
  });

  test('drops an answer that comes after newer variables were asked for', async () => {
    const { client, requests } = manualServer();
    const name = ref('Ana');
    const state = inApp(client, () => useQuery(query, () => ({ name: name.value })));
    name.value = 'Ben';
    await nextTick();
    requests[1]?.answer({ greeting: 'Hello Ben' });
    requests[0]?.answer({ greeting: 'Hello Ana' });
    await settled();
    expect(state.data.value?.greeting).toBe('Hello Ben');
  });

  test('reports a failure with its request id, keeps what was there, and recovers on retry', async () => {
    const { client, requests } = manualServer();
    const state = inApp(client, () => useQuery(query, { name: 'Ana' }));
    requests[0]?.fail('INTERNAL', 'req-1');
    await settled();
    expect(state.error.value).toEqual({ message: 'Broken.', code: 'INTERNAL', requestId: 'req-1' });
    expect(state.loading.value).toBe(false);

    const retried = state.refetch();
    requests[1]?.answer({ greeting: 'Hello Ana' });
    await retried;
    await settled();
    expect([state.error.value, state.data.value?.greeting]).toEqual([undefined, 'Hello Ana']);

    const again = state.refetch();
    requests[2]?.fail('RETRY', 'req-3');
    await again;
    await settled();
    expect([state.error.value?.code, state.data.value?.greeting]).toEqual(['RETRY', 'Hello Ana']);
  });

  test('asks nothing while it is not enabled', async () => {
    const { client, requests } = manualServer();
    const enabled = ref(false);
    const state = inApp(client, () => useQuery(query, { name: 'Ana' }, { enabled }));
    expect([requests.length, state.loading.value]).toEqual([0, false]);
    enabled.value = true;
    await nextTick();
    expect(requests.length).toBe(1);
  });
});

describe('useMutation', () => {
  test('sends one request for a double click and gives both the same answer', async () => {
    const { client, requests } = manualServer();
    const { mutate, running } = inApp(client, () => useMutation(mutation));
    const both = [mutate({ name: 'Ana' }), mutate({ name: 'Ana' })];
    await settled();
    expect([requests.length, running.value]).toEqual([1, true]);
    requests[0]?.answer({ greet: 'done' });
    expect(await Promise.all(both)).toEqual([{ greet: 'done' }, { greet: 'done' }]);
    expect(running.value).toBe(false);
  });

  test('answers undefined and says why when the request fails as a whole', async () => {
    const { client, requests } = manualServer();
    const { mutate, error } = inApp(client, () => useMutation(mutation));
    const failing = mutate({ name: 'Ana' });
    await settled();
    requests[0]?.fail('FORBIDDEN', 'req-2');
    expect(await failing).toBeUndefined();
    expect(error.value).toEqual({ message: 'Broken.', code: 'FORBIDDEN', requestId: 'req-2' });
  });
});
