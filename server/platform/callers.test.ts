import { expect, test } from '@jest/globals';
import { app, newWorldForEachTest, world } from '../test/each-test.ts';
import { countPackets } from '../test/only-connection.ts';
import { ask } from '../test/owner.ts';
import { SESSION_COOKIE } from './http/session-cookie.ts';
import type { ApiClient } from '../test/api-client.ts';

newWorldForEachTest(undefined, { DATABASE_POOL_SIZE: '1' });

const WHO = '{ viewer { user { name role } } venues { name } }';
const CREATE = `mutation ($input: CreateVenueInput!) { createVenue(input: $input) { venue { name } userErrors { __typename } } }`;
const venue = { name: 'Example Park', timeZone: 'America/Chicago' };

interface Way {
  user: { id: string; name: string };
  api: ApiClient;
}

/** Both ways in, each remembered from a first request. */
async function remembered(): Promise<Way[]> {
  const ways: Way[] = [];
  await world.venue({ name: 'Riverton Park' });
  for (const isToken of [false, true]) {
    const user = await world.user('SUPER_USER');
    const api = await (isToken ? world.token(user) : world.signedIn(user));
    expect((await api.ask(WHO)).viewer).toEqual({ user: { name: user.name, role: 'SUPER_USER' } });
    ways.push({ user, api });
  }
  return ways;
}

const end = (user: Way['user']): Promise<unknown> =>
  ask(
    app,
    `WITH sessions AS (DELETE FROM sessions WHERE user_id = $1) UPDATE api_tokens SET revoked_at = now() WHERE user_id = $1`,
    [user.id],
  );

test('who asks again is looked up in the packet of what is read', async () => {
  const queue = '{ unusedQueue { events(first: 1) { nodes { unusedCount } } } }';
  for (const { api } of await remembered()) {
    await api.ask(queue);
    const packets = countPackets(app);
    await api.ask(queue);
    // The other is the end of the transaction, with which nothing else goes out here.
    expect(packets()).toBe(2);
  }
});

test('a session or token that was ended a moment ago reads nothing and writes nothing', async () => {
  for (const { user, api } of await remembered()) {
    await end(user);
    for (const [document, variables] of [
      [WHO],
      ['{ viewer { user { role } } }'],
      ['{ __typename }'],
      [CREATE, { input: venue }],
    ] as const) {
      const { data, errors } = await api.send(document, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(data ?? null).toBeNull();
    }
  }
  const names = await ask(app, 'SELECT name FROM venues WHERE organization_id = $1', [world.organizationId]);
  expect(names).toEqual([{ name: 'Riverton Park' }]);
});

test('a role that was changed a moment ago holds, for reading and for writing', async () => {
  for (const { user, api } of await remembered()) {
    await ask(app, `UPDATE users SET role = 'EMPLOYEE' WHERE id = $1`, [user.id]);
    expect((await api.ask('{ viewer { user { role } } }')).viewer).toEqual({ user: { role: 'EMPLOYEE' } });
    await ask(app, `UPDATE users SET role = 'SUPER_USER' WHERE id = $1`, [user.id]);
    // The first request after the change is the one that writes.
    const { errors, data } = await api.send(CREATE, { input: { ...venue, name: `Park of ${user.name}` } });
    expect(errors).toBeUndefined();
    expect(data.createVenue.venue).toEqual({ name: `Park of ${user.name}` });
    await ask(app, `UPDATE users SET role = 'EMPLOYEE' WHERE id = $1`, [user.id]);
    const refused = await api.send(CREATE, { input: venue });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});

test('a database that cannot say who asks is busy, and nothing of an answer goes out', async () => {
  for (const { api } of await remembered()) {
    const { database } = app;
    const { openRead, global } = database;
    // Neither is a connection to be had for the read, nor for the look-up by itself, which is asked for once.
    const lost = Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
    let lookUps = 0;
    database.openRead = async () => Promise.reject(lost);
    database.global = async () => {
      lookUps += 1;
      throw lost;
    };
    const answer = await api.send(WHO);
    Object.assign(database, { openRead, global });
    expect(lookUps).toBe(1);
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'RETRY' } }] });
    expect(answer.data ?? null).toBeNull();
    expect((await api.ask(WHO)).venues).toEqual([{ name: 'Riverton Park' }]);
  }
});

test('a look-up that went down with the connection of the read is made again, and so is the answer', async () => {
  const [{ api } = { api: undefined }] = await remembered();
  const { database } = app;
  const { openRead } = database;
  const lost = Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
  database.openRead = async (_organization, { before } = {}) => {
    Object.assign(database, { openRead });
    before?.(() => Promise.reject(lost));
    throw lost;
  };
  const answer = await app.http.inject({
    method: 'POST',
    url: '/graphql',
    cookies: { [SESSION_COOKIE]: api?.sessionToken ?? '' },
    payload: { query: WHO },
  });
  expect(answer.json().data.venues).toEqual([{ name: 'Riverton Park' }]);
  // What the first answer would have said is gone.
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([200, undefined]);
});
