import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { SESSION_COOKIE } from '../http/session-cookie.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

const environment = process.env.NODE_ENV;
let app: TestApp;
let url: string;
let cookie: string;
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  app = await startTestApp();
  url = `${await app.listen()}/graphql`;
  const { api } = await (await app.world()).actor('EMPLOYEE');
  cookie = `${SESSION_COOKIE}=${api.sessionToken}`;
}, 60_000);
afterAll(async () => {
  process.env.NODE_ENV = environment;
  await app.close();
});

test('the endpoint passes the whole audit of GraphQL over HTTP, what it SHOULD and MAY do included', async () => {
  const results = await auditServer({
    url,
    fetchFn: (address: string, init: RequestInit = {}) =>
      fetch(address, { ...init, headers: { 'apollo-require-preflight': '1', ...init.headers, cookie } }),
  });
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(failed.map(({ id, name, ...rest }) => [id, name, 'reason' in rest ? rest.reason : ''])).toEqual([]);
  expect(results.length).toBe(61);
}, 60_000);
