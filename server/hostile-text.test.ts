import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApiClient } from './test/api-client.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';

const SEARCHES = [
  'users(search: $text) { nodes { id } }',
  'contacts(search: $text) { nodes { id } }',
  'guestCandidates(search: $text) { __typename }',
  'orders(filter: { search: $text }) { nodes { id } }',
  'events(filter: { search: $text }) { nodes { id } }',
  'unusedQueue(filter: { search: $text }) { totals { ticketCount } }',
];

let app: TestApp;
let api: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
  ({ api } = await (await app.world()).actor('SUPER_USER'));
});
afterAll(() => app.close());

test.each(SEARCHES)('more than 200 characters are refused before the database looks for them: %s', async (field) => {
  const ask = (text: string) => api.send(`query ($text: String) { ${field} }`, { text });
  expect((await ask('\u{1F600}'.repeat(100))).errors).toBeUndefined();
  expect((await ask('x'.repeat(201))).errors).toEqual([
    expect.objectContaining({
      message: 'search can have at most 200 characters.',
      extensions: { code: 'BAD_USER_INPUT' },
    }),
  ]);
});

test('a name longer than any contact has no duplicates', async () => {
  const answer = await api.ask('query ($name: String!) { possibleDuplicateContacts(name: $name) { __typename } }', {
    name: 'x'.repeat(100_000),
  });
  expect(answer).toEqual({ possibleDuplicateContacts: [] });
});

test.each(['a\0b', 'a\ud800b'])(
  'text that cannot be stored is the caller’s fault, not the server’s: %j',
  async (text) => {
    const answer = await api.send('query ($text: String) { users(search: $text) { nodes { id } } }', { text });
    expect(answer).toMatchObject({ status: 200, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  },
);
