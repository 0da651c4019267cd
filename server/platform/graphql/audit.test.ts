import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

const environment = process.env.NODE_ENV;
let app: TestApp;
let url: string;
let authorization: string;
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  app = await startTestApp();
  url = `${await app.listen()}/graphql`;
  const world = await app.world();
  authorization = `Bearer ${(await world.token(await world.user('EMPLOYEE'))).bearer}`;
}, 60_000);
afterAll(async () => {
  process.env.NODE_ENV = environment;
  await app.close();
});

test('the endpoint passes the whole audit of GraphQL over HTTP, what it SHOULD and MAY do included', async () => {
  const results = await auditServer({
    url,
    fetchFn: (address: string, init: RequestInit = {}) =>
      fetch(address, { ...init, headers: { ...init.headers, authorization } }),
  });
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(failed.map(({ id, name, ...rest }) => [id, name, 'reason' in rest ? rest.reason : ''])).toEqual([]);
  expect(results.length).toBe(61);
}, 60_000);
