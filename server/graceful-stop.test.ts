import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, createApp } from './app.ts';
import { readConfig } from './config.ts';
import { CONFIRM, CREATE } from './features/backfills/backfills.documents.ts';
import { fixedClock } from './platform/clock.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './platform/database/embedded/start-embedded-database.ts';
import { migrate } from './platform/database/migrate.ts';
import { silentLog } from './platform/log.ts';
import type { ApiClient } from './test/api-client.ts';
import { type ServiceProcess, startService } from './test/service-process.ts';
import { World } from './test/world.ts';

// Whole processes are started; on a busy machine that takes a while.
jest.setTimeout(90_000);

let dataDir: string;
let database: EmbeddedDatabase;
/** Shares the service's database, to prepare and to look. */
let app: App;
let world: World;
let api: ApiClient;
beforeAll(async () => {
  execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'pipe' });
  dataDir = await mkdtemp(join(tmpdir(), 'backfill-stop-'));
  database = await startEmbeddedDatabase({ dataDir, log: silentLog });
  await migrate(database.ownerUrl, database.url);
  const config = readConfig({ PORT: '0', DEMO: 'off' });
  const clock = fixedClock(new Date());
  app = await createApp({ config, databaseUrl: database.url, clock, log: silentLog });
  world = await World.create(app, clock);
  ({ api } = await world.actor('TICKET_MANAGER'));
}, 90_000);
afterAll(async () => {
  await app.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
});

let service: ServiceProcess;
afterEach(() => void service.child.kill('SIGKILL'));

function confirm(backfillId: string): Promise<Response> {
  return fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `backfill_session=${api.sessionToken}` },
    body: JSON.stringify({ query: CONFIRM, variables: { input: { backfillId, expectedVersion: 1 } } }),
  });
}

/** A draft, and a lock on what its confirm needs. */
async function lockedDraft(): Promise<{ id: string; unlock: () => Promise<void> }> {
  const group = await world.ticketGroup({ seats: [1, 2] });
  const line = {
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 2,
    recipientId: world.id('User', await world.user('EMPLOYEE')),
    usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line] } })).createBackfill;
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  let locked = (): void => undefined;
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const holding = world.write(async (tx) => {
    await tx.execute('SELECT FROM ticket_groups WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
      world.organizationId,
      group.id,
    ]);
    locked();
    await released;
  });
  await isLocked;
  return { id: backfill.id, unlock: async () => (letGo(), holding) };
}

test('told to stop in the middle of a slow confirm: it is answered, nobody else gets in, and the exit code is 0', async () => {
  service = await startService({ DATA_DIR: dataDir });
  const { id, unlock } = await lockedDraft();
  const answer = confirm(id);
  await sleep(400);
  service.child.kill('SIGTERM');
  await sleep(400);
  await expect(fetch(`${service.url}/healthz`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await unlock();
  const { status, body } = await answer.then(async (response) => ({
    status: response.status,
    body: (await response.json()) as { data: { confirmBackfill: { orders: unknown[] } } },
  }));
  expect(status).toBe(200);
  expect(body.data.confirmBackfill.orders).toHaveLength(1);
  expect(await service.exited).toBe(0);
});

test('with a delay, it says that it is not ready, and goes on answering until the delay is over', async () => {
  service = await startService({ DATA_DIR: dataDir, SHUTDOWN_DELAY_SECONDS: '2' });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  service.child.kill('SIGTERM');
  await sleep(400);
  const ready = await fetch(`${service.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', because: 'stopping' }]);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  const { id, unlock } = await lockedDraft();
  await unlock();
  expect((await confirm(id)).status).toBe(200);
  expect(await service.exited).toBe(0);
});

test('a confirm that is stuck does not keep the process beyond its grace time, and nothing of it is done', async () => {
  service = await startService({ DATA_DIR: dataDir, SHUTDOWN_GRACE_SECONDS: '1' });
  const { id, unlock } = await lockedDraft();
  const answer = confirm(id).catch(() => 'no answer');
  await sleep(400);
  service.child.kill('SIGTERM');
  const startedAt = performance.now();
  expect(await service.exited).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await unlock();
  expect(await answer).toBe('no answer');
  const { backfill } = await api.ask(`{ backfill(id: "${id}") { status orders { id } } }`);
  expect(backfill).toEqual({ status: 'DRAFT', orders: [] });
});
