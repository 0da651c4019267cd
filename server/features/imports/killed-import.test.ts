import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { ownerUrlOf } from '../../test/owner.ts';
import { RemoteClient } from '../../test/remote-client.ts';
import { type ServiceProcess, startService } from '../../test/service-process.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import type { User } from '../people/user.entity.ts';
import { ImportFile } from './import-file.entity.ts';
import { Import } from './import.entity.ts';
import { rowCounts, wrongGroups } from './on-file.ts';
import { inventory } from './test-files.ts';

// Whole processes are started; on a busy machine that takes a while.
jest.setTimeout(90_000);

/** Several batches, each of up to 500 rows. */
const ROWS = 3000;
const TICKETS = 2 * ROWS;
const APPLY = 'mutation ($id: ID!) { applyImport(input: { importId: $id }) { import { status } } }';

/** Prepares and looks, but imports nothing itself. */
let app: TestApp;
let owner: pg.Client;
let service: ServiceProcess;
let world: World;
let recipient: User;
let cookie: string;
beforeAll(async () => {
  execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'pipe' });
  app = await startTestApp();
  app.clock.set(new Date());
  owner = new pg.Client({ connectionString: ownerUrlOf(app) });
  await owner.connect();
  world = await app.world();
  await world.venue({ name: 'Hall' });
  recipient = await world.user('EMPLOYEE');
  const { api } = await world.actor('INVENTORY_MANAGER');
  cookie = `${SESSION_COOKIE}=${api.sessionToken}`;
});
afterEach(() => void service.child.kill('SIGKILL'));
afterAll(async () => {
  await owner.end();
  await app.close();
});

test('a process killed while it applies an import: the next one goes on, and every row is on file exactly once', async () => {
  const client = await start();
  const id = await client.upload('INVENTORY', file());
  expect(await settled()).toMatchObject({ status: 'READY', preview: { tickets: { created: TICKETS } } });

  // The one order stands in the middle of the file: tickets of other batches are written when it waits for this lock.
  const lock = 'SELECT FROM users WHERE organization_id = $1 AND id = $2 FOR UPDATE';
  const values = [world.organizationId, recipient.id];
  const written = await killWhileWaiting({ lock, values, at: 'INSERT INTO orders' }, () => client.ask(APPLY, { id }));
  expect(written).toBeGreaterThan(TICKETS / 4);
  expect((await newestImport()).status).toBe('APPLYING');
  expect(await rowCounts(world)).toMatchObject({ events: 0, ticket_groups: 0, tickets: 0, orders: 0 });

  await start();
  expect(await settled()).toMatchObject({
    status: 'APPLIED',
    failure: null,
    rowsDone: ROWS,
    rowsTotal: ROWS,
    rowErrorCount: 0,
    preview: { events: { created: ROWS }, tickets: { created: TICKETS }, orders: { created: 1 } },
  });
  await expectAllOnFile();
});

test('a process killed while it compares a file with what is on file: the next one ends that too', async () => {
  const client = await start();
  const lock = 'LOCK TABLE events IN ACCESS EXCLUSIVE MODE';
  await killWhileWaiting({ lock, at: 'JOIN events e' }, () => client.upload('INVENTORY', file()));
  expect((await newestImport()).status).toBe('ANALYZING');

  await start();
  const unchanged = { created: 0, updated: 0, removed: 0, unchanged: TICKETS };
  expect(await settled()).toMatchObject({ status: 'READY', rowsTotal: ROWS, preview: { tickets: unchanged } });
});

async function expectAllOnFile(): Promise<void> {
  expect(await rowCounts(world)).toMatchObject({
    events: ROWS,
    ticket_locations: 100,
    ticket_groups: ROWS,
    tickets: TICKETS,
    orders: 1,
    order_tickets: 2,
  });
  expect(await wrongGroups(world)).toEqual([]);
  await expectExactCounters(world);
  const { organizationId } = world;
  const [files, applied, chunks] = await world.write(async (tx) => [
    await tx.manager.findBy(ImportFile, { organizationId }),
    await tx.manager.findBy(AuditEntry, { organizationId, action: 'import.applied' }),
    await tx.rows('SELECT FROM import_file_chunks WHERE organization_id = $1', [organizationId]),
  ]);
  expect([files?.length, applied?.length, chunks?.length]).toEqual([1, 1, 0]);
  expect(files).toMatchObject([{ rowCount: ROWS }]);
}

/** Every row is an event, in the order of their names; the one in the middle was ordered before. */
function file(): string {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const orderedBy = row === ROWS / 2 ? recipient.email : '';
    return `Game ${1000 + row},Hall,07/10/2026,7:00PM,${row % 100},A,1,2,2,Club,50.00,USD,${orderedBy},,`;
  });
  return inventory(...rows);
}

async function start(): Promise<RemoteClient> {
  service = await startService({
    DATABASE_URL: app.databaseUrl,
    DATABASE_OWNER_URL: ownerUrlOf(app),
    RATE_LIMITS: 'off',
  });
  return new RemoteClient(service.url, cookie);
}

/**
 * Holds a lock until the service waits for it with a statement, kills it there, and waits until the database has noticed.
 * @returns how many tickets were written until then
 */
async function killWhileWaiting(
  { lock, values = [], at }: { lock: string; values?: unknown[]; at: string },
  begin: () => Promise<unknown>,
): Promise<number> {
  await owner.query('BEGIN');
  try {
    await owner.query(lock, values);
    await begin();
    const { pid } = await until(async () => (await app.database.global<{ pid: number }>(WAITING, [at]))[0]);
    const [size] = await app.database.global<{ tickets: number }>(WRITTEN);
    service.child.kill('SIGKILL');
    await service.exited;
    await owner.query('ROLLBACK');
    await until(async () => (await app.database.global(IS_GONE, [pid]))[0]);
    return size?.tickets ?? 0;
  } finally {
    await owner.query('ROLLBACK');
  }
}

/** Who waits for a lock with this statement. */
const WAITING = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0`;
/** The size of the table tells of rows that nobody else may see yet; a page holds more than so many. */
const WRITTEN = `SELECT (pg_relation_size('tickets') / current_setting('block_size')::int * 50)::int AS tickets`;
const IS_GONE = 'SELECT true AS gone WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)';

/** The newest import, once it is neither analyzed nor applied any more. */
function settled(): Promise<Import> {
  return until(async () => {
    const found = await newestImport();
    return found.status === 'ANALYZING' || found.status === 'APPLYING' ? undefined : found;
  });
}

async function newestImport(): Promise<Import> {
  const { organizationId } = world;
  return world.write((tx) => tx.manager.findOneOrFail(Import, { where: { organizationId }, order: { id: 'DESC' } }));
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(20)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`Nothing came of it. The last words of the service:\n${service.output().slice(-2000)}`);
}
