import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { listSizes } from './list-sizes.ts';
import { costOfDocuments } from './platform/graphql/document-cost.ts';
import { limitRule } from './platform/graphql/limit-cost.ts';
import { SESSION_COOKIE } from './platform/http/session-cookie.ts';
import { type HostileRequest, hostileRequests } from './test/hostile-requests.ts';
import { stallOf } from './test/stall-of.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';

/** No request may keep all others waiting for longer, in ms. A busy machine is given some attempts. */
const LONGEST_STALL = 50;
const ATTEMPTS = 6;

/** The first rounds fill what is remembered of documents; the five after them leave the heap as it is, give or take some MB. */
const ROUNDS = { first: 3, more: 5 };
const LARGEST_GROWTH = 3;

let app: TestApp;
let token: string;
beforeAll(async () => {
  // Attempts to sign in are slowed down as in production.
  app = await startTestApp({ RATE_LIMITS: 'on', RATE_LIMIT_CALLER: '1000000' });
  ({ sessionToken: token = '' } = (await (await app.world()).actor('SUPER_USER')).api);
}, 60_000);
afterAll(() => app.close());

function send({ method = 'POST', url = '/graphql', headers, payload }: HostileRequest) {
  return app.http.inject({
    method,
    url,
    headers: {
      'content-type': 'application/json',
      ...(method === 'GET' ? { accept: 'application/json' } : {}),
      ...headers,
    },
    cookies: { [SESSION_COOKIE]: token },
    payload,
  });
}

test('there are at least forty hostile requests, no two of one name', () => {
  expect(hostileRequests.length).toBeGreaterThanOrEqual(40);
  expect(new Set(hostileRequests.map(({ name }) => name)).size).toBe(hostileRequests.length);
});

test.each(hostileRequests.map((request) => [request.name, request] as const))(
  'is answered, and quickly: %s',
  async (_name, request) => {
    const stalls: number[] = [];
    for (let attempt = 0; attempt < ATTEMPTS && !stalls.some((stall) => stall < LONGEST_STALL); attempt += 1) {
      const { result, stall } = await stallOf(() => send(request));
      stalls.push(stall);
      expect(result.statusCode).toBeLessThan(500);
      expect(result.body).not.toMatch(/INTERNAL|SELECT |node_modules|at .*\.[jt]s:\d/);
    }
    expect(Math.min(...stalls)).toBeLessThan(LONGEST_STALL);
  },
  60_000,
);

test('five rounds of them leave the memory as it was', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const used: number[] = [];
  for (let round = 0; round < ROUNDS.first + ROUNDS.more; round += 1) {
    for (const request of hostileRequests) await send(request);
    // Finalizers of one collection free what the next one collects.
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    used.push(process.memoryUsage().heapUsed / 1e6);
  }
  const [before = 0, after = 0] = [used[ROUNDS.first], used.at(-1)];
  expect(after - before).toBeLessThan(LARGEST_GROWTH);
}, 300_000);

describe('control: without the limits of documents', () => {
  let schema: GraphQLSchema;
  beforeAll(() => {
    schema = app.schema;
  });
  const numbers = Array.from({ length: 900 }, (_, number) => number);
  const wide = parse(
    `{ viewer { user { ${numbers.map((n) => `...F${n}`).join(' ')} } } } ${numbers.map((n) => `fragment F${n} on User { id name }`).join(' ')}`,
  );

  test('the rules of GraphQL keep everybody waiting', async () => {
    const without = await stallOf(async () => validate(schema, wide));
    const rule = limitRule(costOfDocuments(schema, listSizes));
    const within = await stallOf(async () => validate(schema, wide, [rule], { maxErrors: 5 }));
    expect(without.stall).toBeGreaterThan(LONGEST_STALL);
    expect(within.stall).toBeLessThan(without.stall / 5);
  });
});
