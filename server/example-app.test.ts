import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Fault, startFaultyProxy } from './test/faulty-proxy.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';

const PROGRAM = ['--import', '@swc-node/register/esm-register', 'main.ts'];
const FOLDER = 'examples/assign-unused-tickets';
const RECIPIENT = 'remy@example.com';

let app: TestApp;
let address: string;
let world: World;
let token: string;
let groups: Map<string, Awaited<ReturnType<World['ticketGroup']>>>;
beforeAll(async () => {
  app = await startTestApp();
  address = await app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** 30 past events, more than a page, each with 4 seats; the oldest have nothing for people. */
beforeEach(async () => {
  world = await app.world();
  await world.user('EMPLOYEE', { name: 'Remy Recipient', email: RECIPIENT });
  await world.usageCategory('Client Entertainment');
  const suite = await world.ticketCategory('Suite');
  const parking = await world.ticketCategory('Parking', false);
  groups = new Map();
  for (let number = 1; number <= 30; number += 1) {
    const event = await world.event({ name: `Event ${number}`, localDate: world.day(number - 40) });
    const category = number <= 26 ? parking : suite;
    groups.set(event.name, await world.ticketGroup({ event, category, seats: [1, 2, 3, 4] }));
  }
  token = (await world.token(await world.user('TICKET_MANAGER'), ['BACKFILL'])).bearer ?? '';
}, 60_000);

interface Run {
  code: number;
  orders: string[];
  log: string;
}

function run({ url = address, args = [] as string[] } = {}): Promise<Run> {
  const options = { cwd: FOLDER, env: { PATH: process.env.PATH, BACKFILL_TOKEN: token, BACKFILL_URL: url } };
  const wish = ['--recipient', RECIPIENT, '--events', '3', '--quantity', '2', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, [...PROGRAM, ...wish], options, (error, stdout, log) =>
      resolve({ code: Number(error?.code ?? 0), orders: stdout.split('\n').filter(Boolean), log }),
    );
  });
}

/** Runs behind a proxy that makes faults, and tells which operations came by. */
async function runWith(faultFor: (operation: string, count: number) => Fault | Promise<Fault>) {
  const proxy = await startFaultyProxy(address, faultFor);
  try {
    return { ...(await run({ url: proxy.url })), operations: proxy.operations };
  } finally {
    await proxy.close();
  }
}

async function onFile(): Promise<{ backfills: number; orders: number; tickets: number } | undefined> {
  const count = (table: string): string => `(SELECT count(*)::int FROM ${table} WHERE organization_id = $1)`;
  const select = `SELECT ${count('backfills')} AS backfills, ${count('orders')} AS orders, ${count('order_tickets')} AS tickets`;
  const [row] = await world.write((tx) =>
    tx.rows<{ backfills: number; orders: number; tickets: number }>(select, [world.organizationId]),
  );
  return row;
}

const EXPECTED = [
  /^\w{8} \| CONFIRM_GUEST_LIST \| Remy Recipient \| Event 27 \(2026-07-07\) \| seats 1, 2$/,
  /Event 28/,
  /Event 29/,
];

function expectOrders({ code, orders, log }: Run): void {
  expect({ code, log, count: orders.length }).toMatchObject({ code: 0, count: 3 });
  EXPECTED.forEach((pattern, index) => expect(orders[index]).toMatch(pattern));
}

describe('the example program', () => {
  test('reads past the first page, makes three orders, and makes the same three when it runs again', async () => {
    const first = await run();
    expectOrders(first);
    const again = await run();
    expect(again).toEqual({ code: 0, orders: first.orders, log: '' });
    expect(await onFile()).toEqual({ backfills: 1, orders: 3, tickets: 6 });
  }, 60_000);

  test('waits as long as it is told, and is not confused by lost answers', async () => {
    const started = performance.now();
    const result = await runWith((operation, count) => {
      if (operation === 'FindBackfill' && count === 1) return { status: 429, retryAfter: 1 };
      if (operation === 'Choices' && count === 1) return { status: 503, retryAfter: 1 };
      return /Backfill$/.test(operation) && operation !== 'FindBackfill' && count === 1 ? 'LOSE_ANSWER' : undefined;
    });
    expectOrders(result);
    expect(performance.now() - started).toBeGreaterThan(2000);
    expect(result.log).toContain('The service answered 429. Trying again in 1 s.');
    expect(result.log).toContain('The service answered 503. Trying again in 1 s.');
    expect(result.operations.filter((name) => name === 'CreateBackfill')).toHaveLength(2);
    expect(result.operations.filter((name) => name === 'ConfirmBackfill')).toHaveLength(2);
    expect(await onFile()).toEqual({ backfills: 1, orders: 3, tickets: 6 });
  }, 60_000);

  test('plans anew when somebody takes the tickets before the draft, and again before the confirm', async () => {
    const thief = await world.user('EMPLOYEE');
    const take = (event: string) => world.order({ recipient: thief, group: groups.get(event) });
    const result = await runWith(async (operation, count) => {
      if (operation === 'CreateBackfill' && count === 1) await take('Event 27');
      if (operation === 'ConfirmBackfill' && count === 1) await take('Event 28');
      return undefined;
    });
    expect(result).toMatchObject({ code: 0 });
    // Only two events with tickets for people are left.
    expect(result.orders).toEqual([expect.stringContaining('Event 29'), expect.stringContaining('Event 30')]);
    expect(result.operations).toContain('UpdateBackfill');
    expect(await onFile()).toEqual({ backfills: 1, orders: 4, tickets: 12 });
  }, 60_000);

  test('two runs at once make one set of orders', async () => {
    const [one, other] = await Promise.all([run(), run()]);
    expectOrders(one);
    expect(other.orders).toEqual(one.orders);
    expect(await onFile()).toEqual({ backfills: 1, orders: 3, tickets: 6 });
  }, 60_000);

  test('ends with 3 and changes nothing when the token does not work any more', async () => {
    const before = await onFile();
    app.clock.advance({ days: 31 });
    try {
      const { code, orders, log } = await run();
      expect({ code, orders }).toEqual({ code: 3, orders: [] });
      expect(log).toContain('UNAUTHENTICATED: ');
      expect(log).not.toContain(token);
    } finally {
      app.clock.advance({ days: -31 });
    }
    expect(await onFile()).toEqual(before);
  }, 60_000);

  test('says what is missing: a scope, a recipient, an option', async () => {
    token = (await world.token(await world.user('TICKET_MANAGER'), ['READ_INVENTORY'])).bearer ?? '';
    const scope = await run();
    expect([scope.code, scope.log]).toEqual([1, expect.stringMatching(/^FORBIDDEN: .*scope BACKFILL/)]);
    token = (await world.token(await world.user('TICKET_MANAGER'), ['BACKFILL'])).bearer ?? '';
    const nobody = await run({ args: ['--recipient', 'nobody@example.com'] });
    expect([nobody.code, nobody.log]).toEqual([1, expect.stringContaining('no active user nobody@example.com')]);
    const option = await run({ args: ['--quantity', '0'] });
    expect([option.code, option.log]).toEqual([2, '--quantity is a whole number from 1 to 20.\n']);
    expect(await onFile()).toEqual({ backfills: 0, orders: 0, tickets: 0 });
  }, 60_000);
});
