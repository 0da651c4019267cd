import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { type App, createApp } from './app.ts';
import { readConfig } from './config.ts';
import { migrate } from './platform/database/migrate.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './platform/database/embedded/start-embedded-database.ts';
import { fixedClock } from './platform/clock.ts';
import { SESSION_COOKIE } from './platform/http/session-cookie.ts';
import { silentLog } from './platform/log.ts';
import { ApiClient } from './test/api-client.ts';
import { type ReplicaServer, startReplica } from './test/start-replica.ts';
import { NOW } from './test/test-app.ts';
import { World } from './test/world.ts';

/** A real streaming replica, and two services that know it. */

// Servers are started and stopped; on a busy machine that takes a while.
jest.setTimeout(90_000);

const TOKEN = 'invented-token-0123456789';
const TOTALS = '{ unusedQueue { totals { ticketCount } } }';
const EVENTS = '{ unusedQueue { events { nodes { unusedCount } } } }';

let dataDir: string;
let primary: EmbeddedDatabase;
let replica: ReplicaServer;
let apps: App[];
let world: World;
let api: ApiClient;
/** The same session in the other process. */
let elsewhere: ApiClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'backfill-primary-'));
  primary = await startEmbeddedDatabase({ dataDir, log: silentLog, settings: { wal_level: 'replica' } });
  await migrate(primary.ownerUrl, primary.url);
  replica = await startReplica({ dataDir, ...primary });
});
afterAll(async () => {
  await replica?.remove();
  await primary?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  const clock = fixedClock(NOW);
  const config = readConfig({
    PORT: '0',
    DEMO: 'off',
    RATE_LIMITS: 'off',
    METRICS_TOKEN: TOKEN,
    DATABASE_URL: primary.url,
    DATABASE_REPLICA_URL: replica.url,
  });
  const start = () => createApp({ config, databaseUrl: primary.url, clock, log: silentLog });
  apps = [await start(), await start()];
  const [one, two] = apps as [App, App];
  world = await World.create(one, clock);
  ({ api } = await world.actor('SUPER_USER'));
  elsewhere = new ApiClient(two, { session: api.sessionToken });
  await world.ticketGroup({ seats: [1, 2, 3] });
});
afterEach(async () => {
  for (const app of apps) await app.close();
});

test('totals are read from the replica as soon as it has what was committed', async () => {
  for (const client of [api, elsewhere]) expect(await ticketCount(client)).toBe(3);
  expect(await reportReads()).toEqual({ replica: 2 });
});

test('every write is in the totals that are asked for next, by whoever and in whichever process: 100 times', async () => {
  for (let round = 1; round <= 50; round += 1) {
    await world.ticketGroup({ seats: [1] });
    const counts = await Promise.all([ticketCount(api), ticketCount(elsewhere)]);
    expect(counts).toEqual([3 + round, 3 + round]);
  }
  // Where it took too long, the primary has answered; mostly it does not.
  expect((await reportReads()).replica).toBeGreaterThan(50);
});

test('a replica that stands still does not hide a write, and answers again when it goes on', async () => {
  await caughtUp();
  await replica.ask('SELECT pg_wal_replay_pause()');
  await world.ticketGroup({ seats: [1, 2] });
  // The control: the replica alone still shows what was before.
  expect(await ticketsOnReplica()).toBe(3);
  expect(await ticketCount(api)).toBe(5);
  expect(await ticketCount(elsewhere)).toBe(5);
  expect(await reportReads()).toEqual({ behind: 2 });
  await replica.ask('SELECT pg_wal_replay_resume()');
  await sleep(1_100);
  expect(await ticketCount(api)).toBe(5);
  expect(await reportReads()).toEqual({ behind: 2, replica: 1 });
});

test('what people work on stays on the primary, a mutation and the fields after it too', async () => {
  await api.ask(EVENTS);
  await api.ask(`{ unusedQueue { totals { ticketCount } events { nodes { unusedCount } } } }`);
  const input = { name: 'New Hall', timeZone: 'UTC' };
  await api.ask('mutation ($input: CreateVenueInput!) { createVenue(input: $input) { venue { name } } }', { input });
  expect(await reportReads()).toEqual({});
});

test('a download of the audit log comes from the replica, with the entry of the download itself', async () => {
  const cookies = { [SESSION_COOKIE]: api.sessionToken ?? '' };
  const { statusCode, body } = await (apps[0] as App).http.inject({ url: '/audit-log.jsonl', cookies });
  expect([statusCode, body.split('\n')[0]]).toEqual([200, expect.stringContaining('auditLog.exported')]);
  expect(await reportReads()).toEqual({ replica: 1 });
});

test('the replica holds organizations apart as the primary does', async () => {
  const other = await World.create(apps[0] as App, fixedClock(NOW));
  const stranger = await other.actor('SUPER_USER');
  expect(await ticketCount(stranger.api)).toBe(0);
  expect(await reportReads()).toEqual({ replica: 1 });
});

test('without the replica the primary answers, and the replica again once it is back', async () => {
  expect(await ticketCount(api)).toBe(3);
  await replica.stop();
  try {
    expect(await ticketCount(api)).toBe(3);
    // A process that starts meanwhile misses nothing.
    expect(await ticketCount(elsewhere)).toBe(3);
    expect(await reportReads()).toEqual({ replica: 1, away: 2 });
  } finally {
    await replica.start();
  }
  await sleep(5_100);
  expect(await ticketCount(api)).toBe(3);
  expect(await reportReads()).toEqual({ replica: 2, away: 2 });
});

async function ticketCount(client: ApiClient): Promise<number> {
  return (await client.ask(TOTALS)).unusedQueue.totals.ticketCount;
}

/** How reports were read, in all processes. */
async function reportReads(): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const { http } of apps) {
    const { body } = await http.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    for (const [, outcome = '', count] of body.matchAll(/backfill_report_reads_total\{outcome="(\w+)"\} (\d+)/g)) {
      seen[outcome] = (seen[outcome] ?? 0) + Number(count);
    }
  }
  return seen;
}

async function caughtUp(): Promise<void> {
  while ((await ticketsOnReplica()) < 3) await sleep(20);
}

async function ticketsOnReplica(): Promise<number> {
  const rows = await replica.ask<{ count: number }>(
    `SELECT count(*)::int AS count FROM tickets WHERE organization_id = '${world.organizationId}'`,
  );
  return rows[0]?.count ?? 0;
}

test('a primary in the place of the replica is not asked', async () => {
  // What was promoted goes its own way, however far it is.
  const [row] = await onPrimary<{ is: boolean }>('SELECT pg_is_in_recovery() AS is');
  expect(row?.is).toBe(false);
  const config = readConfig({ METRICS_TOKEN: TOKEN, DATABASE_URL: primary.url, DATABASE_REPLICA_URL: primary.url });
  const app = await createApp({ config, databaseUrl: primary.url, clock: fixedClock(NOW), log: silentLog });
  apps.push(app);
  expect(await ticketCount(new ApiClient(app, { session: api.sessionToken }))).toBe(3);
  expect(await reportReads()).toEqual({ behind: 1 });
});

async function onPrimary<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: primary.ownerUrl });
  await client.connect();
  const { rows } = await client.query<Row>(statement);
  await client.end();
  return rows;
}
