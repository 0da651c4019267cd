import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { CONFIRM, CREATE } from './features/backfills/backfills.documents.ts';
import { isPassing } from './platform/database/passing-fault.ts';
import type { ApiClient } from './test/api-client.ts';
import { expectExactCounters } from './test/expect-counters.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';

/** What callers see while the database fails them, on a real one. */

let app: TestApp;
let world: World;
let api: ApiClient;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '3' });
});
afterAll(() => app.close());
beforeEach(async () => {
  world = await app.world();
  ({ api } = await world.actor('TICKET_MANAGER'));
});

const ME = '{ viewer { user { name } } }';
const BUSY = {
  status: 503,
  errors: [{ message: 'The service is busy. Try again in a moment.', extensions: { code: 'RETRY' } }],
};

async function draft(): Promise<{ input: { backfillId: string; expectedVersion: number }; groupId: string }> {
  const group = await world.ticketGroup({ seats: [1, 2, 3] });
  const line = {
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 2,
    recipientId: world.id('User', await world.user('EMPLOYEE')),
    usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line] } })).createBackfill;
  return { input: { backfillId: backfill.id, expectedVersion: 1 }, groupId: group.id };
}

async function facts(): Promise<unknown> {
  const [row] = await world.write((tx) =>
    tx.rows(
      `SELECT (SELECT count(*)::int FROM orders WHERE organization_id = $1) AS orders,
              (SELECT count(*)::int FROM order_tickets WHERE organization_id = $1) AS tickets,
              (SELECT count(*)::int FROM mails WHERE organization_id = $1) AS mails,
              (SELECT count(*)::int FROM audit_entries WHERE organization_id = $1 AND action IN ('order.created', 'backfill.confirmed')) AS entries`,
      [world.organizationId],
    ),
  );
  return row;
}

const NOTHING = { orders: 0, tickets: 0, mails: 0, entries: 0 };

/** Holds a row that a confirm needs for as long as the work takes, on a connection of its own. */
async function whileLocked(groupId: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${world.organizationId}'`);
    await client.query('SELECT FROM ticket_groups WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
      world.organizationId,
      groupId,
    ]);
    await work();
  } finally {
    await client.end();
  }
}

test('no connection is free: RETRY with 503 and Retry-After after two seconds, and all is well once one is', async () => {
  const held = await Promise.all([1, 2, 3].map(() => app.database.openRead(world.organizationId)));
  const startedAt = performance.now();
  const answer = await app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    cookies: { backfill_session: api.sessionToken ?? '' },
    payload: { query: ME },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('1');
  expect(answer.json()).toMatchObject({ errors: BUSY.errors });
  expect(seconds).toBeGreaterThan(1.9);
  expect(seconds).toBeLessThan(4);
  await Promise.all(held.map((read) => read.close()));
  expect((await api.send(ME)).status).toBe(200);
});

test('a confirm that waits too long for a lock: RETRY, nothing half done, and the same confirm works afterwards', async () => {
  const { input, groupId } = await draft();
  await whileLocked(groupId, async () => {
    const startedAt = performance.now();
    expect(await api.send(CONFIRM, { input })).toMatchObject(BUSY);
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
    expect(await facts()).toEqual(NOTHING);
  });
  const { orders, userErrors } = (await api.ask(CONFIRM, { input })).confirmBackfill;
  expect(userErrors).toEqual([]);
  expect(orders).toHaveLength(1);
  expect(await facts()).toEqual({ orders: 1, tickets: 2, mails: 1, entries: 2 });
  await expectExactCounters(world);
});

test('the connection of a confirm is killed: RETRY, nothing half done, and the retry makes the orders once', async () => {
  const { input, groupId } = await draft();
  await whileLocked(groupId, async () => {
    const answer = api.send(CONFIRM, { input });
    expect(await killWaiting()).toBe(1);
    expect(await answer).toMatchObject(BUSY);
    expect(await facts()).toEqual(NOTHING);
  });
  const first = (await api.ask(CONFIRM, { input })).confirmBackfill;
  expect(first.orders).toHaveLength(1);
  expect((await api.ask(CONFIRM, { input })).confirmBackfill.orders).toEqual(first.orders);
  expect(await facts()).toEqual({ orders: 1, tickets: 2, mails: 1, entries: 2 });
  await expectExactCounters(world);
});

/** Ends the connections of this database that wait for a lock, as soon as there are any. @returns how many */
async function killWaiting(): Promise<number> {
  const owner = new URL(process.env.TEST_DATABASE_OWNER_URL ?? '');
  const client = new pg.Client({ connectionString: owner.href });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        [new URL(app.databaseUrl).pathname.slice(1)],
      );
      if (rowCount) return rowCount;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    await client.end();
  }
}

test('an answer that the database takes too long for is given up after five seconds, and is worth another try', async () => {
  const startedAt = performance.now();
  const slow = app.database.read(world.organizationId, (tx) => tx.rows('SELECT pg_sleep(20)'));
  const error = await slow.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: '57014' });
  expect(isPassing(error)).toBe(true);
  expect((performance.now() - startedAt) / 1000).toBeGreaterThan(4.5);
  expect((performance.now() - startedAt) / 1000).toBeLessThan(8);
}, 15_000);

test('a bug of ours is INTERNAL with the request id, and says neither statement nor stack', async () => {
  const { openRead } = app.database;
  app.database.openRead = () => app.database.global<never>('SELECT secret_column FROM nowhere').then(() => never());
  const answer = await api.send(ME);
  app.database.openRead = openRead;
  expect(answer.status).toBe(200);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: expect.any(String) } }]);
  expect(JSON.stringify(answer)).not.toMatch(/secret_column|nowhere|SELECT|stack/);
});

function never(): never {
  throw new Error('This statement cannot work.');
}
