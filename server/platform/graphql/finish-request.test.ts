import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '2' });
}, 60_000);
afterAll(() => app.close());

test('fields that still run when another has failed leave no connection behind', async () => {
  const world = await app.world();
  const { api, user } = await world.actor('SUPER_USER');
  // Their manager is fetched after them: by then the answer is out.
  for (let count = 0; count < 5; count += 1) await world.user('EMPLOYEE', { managerId: user.id });
  const lists = Array.from({ length: 10 }, (_, nth) => `a${nth}: users(first: 5) { nodes { id manager { id } } }`);
  for (let count = 0; count < 6; count += 1) {
    const { data, errors } = await api.send(`{ ${lists.join(' ')} users(first: 101) { nodes { id } } }`);
    expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT']);
  }
  expect((await api.ask('{ viewer { user { role } } }')).viewer.user.role).toBe('SUPER_USER');
}, 60_000);
