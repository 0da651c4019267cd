import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { CONFIRM, CREATE } from './features/backfills/backfills.documents.ts';
import { inventory } from './features/imports/test-files.ts';
import { setPassword } from './features/people/set-password.ts';
import type { User } from './features/people/user.entity.ts';
import { refusePoolers } from './platform/database/refuse-poolers.ts';
import { expectExactCounters } from './test/expect-counters.ts';
import { RemoteClient } from './test/remote-client.ts';
import { messageIdOf, type ScriptedSmtp, startScriptedSmtp } from './test/scripted-smtp.ts';
import { type ServiceProcess, startService } from './test/service-process.ts';
import { type Pgbouncer, pgbouncerOrReason, startPgbouncer } from './test/start-pgbouncer.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import { ask, ownerUrlOf } from './test/owner.ts';
import type { World } from './test/world.ts';

const found = pgbouncerOrReason();
if ('reason' in found) process.stderr.write(`${found.reason} What concerns it is not tested.\n`);
const program = 'program' in found ? found.program : '';
const describeWith = program ? describe : describe.skip;

// Whole processes are started; on a busy machine that takes a while.
jest.setTimeout(90_000);

const PASSWORD = 'correct horse battery';
/** Fewer than the services hold open, so that they take turns on each. */
const CONNECTIONS = 4;

/** Prepares and looks, without the pooler. */
let app: TestApp;
let ownerUrl: string;
let smtp: ScriptedSmtp;
let pooler: Pgbouncer;
beforeAll(async () => {
  if (!program) return;
  execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'pipe' });
  app = await startTestApp();
  app.clock.set(new Date());
  ownerUrl = ownerUrlOf(app);
  smtp = await startScriptedSmtp();
  pooler = await startPgbouncer(program, { url: app.databaseUrl, connections: CONNECTIONS });
});
afterAll(async () => {
  await pooler?.stop();
  await app?.close();
  await smtp?.close();
});

describeWith('the start behind a pooler', () => {
  const settings = (facts: Partial<Parameters<typeof refusePoolers>[0]> = {}) => ({
    databaseUrl: pooler.url,
    databaseDirectUrl: app.databaseUrl,
    databaseOwnerUrl: ownerUrl,
    databaseNamedStatements: false,
    ...facts,
  });

  test('asks for a way past it, and for statements without names where it mixes them up', async () => {
    await expect(refusePoolers(settings())).resolves.toBeUndefined();
    await expect(refusePoolers(settings({ databaseDirectUrl: null }))).rejects.toThrow(
      'Set DATABASE_DIRECT_URL as well',
    );
    await expect(refusePoolers(settings({ databaseOwnerUrl: pooler.url }))).rejects.toThrow('DATABASE_OWNER_URL leads');
    // Debian's is too old for names; with one that is not, nothing is asked for.
    const version = execFileSync(program, ['--version']).toString();
    if (/ 1\.(1\d|20)\./.test(version)) {
      const named = refusePoolers(settings({ databaseNamedStatements: true }));
      await expect(named).rejects.toThrow('Set DATABASE_NAMED_STATEMENTS=off');
    }
  });

  test('asks for nothing where there is no pooler, or one that keeps sessions is named as the direct way', async () => {
    const direct = settings({ databaseUrl: app.databaseUrl, databaseDirectUrl: null, databaseNamedStatements: true });
    await expect(refusePoolers(direct)).resolves.toBeUndefined();
    const keeping = await startPgbouncer(program, { url: app.databaseUrl, connections: 4, mode: 'session' });
    try {
      const { url } = keeping;
      await expect(refusePoolers(settings({ databaseUrl: url, databaseDirectUrl: url }))).resolves.toBeUndefined();
    } finally {
      await keeping.stop();
    }
  });

  test('ends with an explanation, before anything is migrated', async () => {
    const env = { DATABASE_URL: pooler.url, DATABASE_OWNER_URL: ownerUrl, DATABASE_NAMED_STATEMENTS: 'off' };
    await expect(startService(env)).rejects.toThrow('DATABASE_URL leads through a connection pooler.');
  });
});

describeWith('two services behind PgBouncer in transaction mode', () => {
  let services: ServiceProcess[];
  let world: World;
  let manager: User;
  let clients: RemoteClient[];
  beforeAll(async () => {
    const env = {
      DATABASE_URL: pooler.url,
      DATABASE_DIRECT_URL: app.databaseUrl,
      DATABASE_OWNER_URL: ownerUrl,
      DATABASE_NAMED_STATEMENTS: 'off',
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Backfill <backfill@example.com>',
      RATE_LIMITS: 'off',
    };
    services = await Promise.all([startService(env), startService(env)]);
    world = await app.world();
    manager = await world.user('SUPER_USER');
    const facts = { organization: world.slug, email: manager.email, password: PASSWORD };
    expect(await setPassword(app.database, facts, app.clock.now())).toBeUndefined();
    const [one, two] = services.map(({ url }) => new RemoteClient(url)) as [RemoteClient, RemoteClient];
    await one.signIn(manager.email, PASSWORD, world.slug);
    // A session counts in every process.
    two.cookie = one.cookie;
    clients = [one, two];
  });
  afterAll(async () => {
    for (const { child } of services ?? []) child.kill('SIGTERM');
    expect(await Promise.all((services ?? []).map(({ exited }) => exited))).toEqual([0, 0]);
  });

  const either = (index: number): RemoteClient => clients[index % clients.length] as RemoteClient;

  test('know who is signed in, wherever the session began', async () => {
    const names = await Promise.all(clients.map((client) => client.ask('{ viewer { user { name } } }')));
    expect(names.map(({ viewer }) => viewer.user.name)).toEqual([manager.name, manager.name]);
  });

  test('show the name that a venue got in the other process at once', async () => {
    const venue = await world.venue({ name: 'Old Hall' });
    await world.ticketGroup({ event: await world.event({ venue }), seats: [1] });
    const read = '{ unusedQueue { events(first: 5) { nodes { event { venue { name } } unusedCount } } } }';
    const seen = async (client: RemoteClient) => (await client.ask(read)).unusedQueue.events.nodes;
    for (const client of clients)
      expect(await seen(client)).toEqual([{ event: { venue: { name: 'Old Hall' } }, unusedCount: 1 }]);
    const rename = `mutation ($input: UpdateVenueInput!) { updateVenue(input: $input) { userErrors { __typename } } }`;
    for (const [version, name] of ['Middle Hall', 'New Hall'].entries()) {
      const input = { venueId: world.id('Venue', venue), expectedVersion: version + 1, name };
      expect((await either(version).ask(rename, { input })).updateVenue.userErrors).toEqual([]);
      expect(await seen(either(version + 1))).toEqual([{ event: { venue: { name } }, unusedCount: 1 }]);
    }
  });

  test('confirm from both at once and give no ticket twice; every mail is sent once', async () => {
    const recipients = await Promise.all(Array.from({ length: 5 }, () => world.user('EMPLOYEE')));
    const category = await world.usageCategory();
    const seats = Array.from({ length: 40 }, (_, index) => index + 1);
    const groups = [await world.ticketGroup({ seats }), await world.ticketGroup({ quantity: 40 })];
    // 100 times one ticket of each group, of which there are 40.
    const drafts = await inTurns(100, async (index) => {
      const recipient = recipients[index % recipients.length] as User;
      const assignments = groups.map((group) => ({
        ticketGroupId: world.id('TicketGroup', group),
        quantity: 1,
        recipientId: world.id('User', recipient),
        usageCategoryId: world.id('UsageCategory', category),
      }));
      return (await either(index).ask(CREATE, { input: { assignments } })).createBackfill.backfill;
    });
    const confirms = await inTurns(200, async (index) => {
      // Each draft is confirmed in both processes.
      const { id, version } = drafts[index >> 1];
      const input = { backfillId: id, expectedVersion: version };
      return (await either(index).ask(CONFIRM, { input })).confirmBackfill;
    });
    const worked = confirms.filter(({ userErrors }) => userErrors.length === 0);
    expect(worked).toHaveLength(80);
    const [given] = await ask<{ tickets: number; twice: number; orders: number }>(
      app,
      `SELECT count(*)::int AS tickets, (count(*) - count(DISTINCT ticket_id))::int AS twice, count(DISTINCT order_id)::int AS orders
       FROM order_tickets WHERE organization_id = $1`,
      [world.organizationId],
    );
    expect(given).toEqual({ tickets: 80, twice: 0, orders: 80 });
    await expectExactCounters(world);

    const mails = await until(
      () => mailsOf(world),
      (rows) => rows.length > 0 && rows.every(({ status }) => status === 'SENT'),
    );
    expect(mails).toHaveLength(40);
    expect(mails.filter(({ attempts }) => attempts !== 1)).toEqual([]);
    expect(smtp.taken.map(messageIdOf).sort()).toEqual(mails.map(({ id }) => id).sort());
  });

  test('take an import up in one, apply it in the other', async () => {
    const file = inventory(
      ...Array.from(
        { length: 300 },
        (_, n) => `Gala ${n},Hall ${n % 3},07/10/2026,7:00PM,Suite ${n},,1,6,6,Suite,100.00,USD,,,`,
      ),
    );
    for (const number of [0, 1, 2]) await world.venue({ name: `Hall ${number}` });
    const id = await either(0).upload('inventory', file);
    const read = 'query ($id: ID!) { import(id: $id) { status rowErrorCount preview { tickets { created } } } }';
    const status = (wanted: string) =>
      until(
        async () => (await either(1).ask(read, { id })).import,
        (facts) => facts.status === wanted || facts.status === 'FAILED',
      );
    expect(await status('READY')).toEqual({
      status: 'READY',
      rowErrorCount: 0,
      preview: { tickets: { created: 1800 } },
    });
    const apply = 'mutation ($id: ID!) { applyImport(input: { importId: $id }) { userErrors { __typename } } }';
    expect((await either(1).ask(apply, { id })).applyImport.userErrors).toEqual([]);
    expect(await status('APPLIED')).toMatchObject({ status: 'APPLIED' });
    await expectExactCounters(world);
  });

  test('leave nothing behind on the connections that they share: no role, organization, time limit, lock or table', async () => {
    const found = await inTurns(CONNECTIONS, async () => {
      const client = new pg.Client({ connectionString: pooler.url });
      await client.connect();
      // Each holds its connection until all have theirs.
      await client.query('BEGIN');
      const { rows } = await client.query<Record<string, string>>(
        `SELECT pg_backend_pid()::text AS pid, current_user::text AS role, current_setting('app.organization_id', true) AS organization,
                current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                current_setting('TimeZone') AS zone`,
      );
      await sleep(500);
      await client.query('ROLLBACK');
      await client.end();
      const { pid, organization, ...clean } = rows[0] ?? {};
      return { pid, ...clean, organization: organization ?? '' };
    });
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(CONNECTIONS);
    for (const { pid: _, ...facts } of found) {
      const role = new URL(pooler.url).username;
      expect(facts).toEqual({ role, organization: '', statement: '5s', lock: '2s', zone: 'UTC' });
    }
    const left = await ask(
      app,
      `SELECT locktype FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       UNION ALL SELECT relname::text FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'`,
    );
    expect(left).toEqual([]);
  });
});

/** Sixteen at once, in any order; the answers in theirs. */
async function inTurns<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) answers[index] = await work(index);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return answers;
}

function mailsOf(world: World): Promise<{ id: string; status: string; attempts: number }[]> {
  return ask(app, 'SELECT id, status, attempts FROM mails WHERE organization_id = $1', [world.organizationId]);
}

async function until<T>(look: () => Promise<T>, isRight: (seen: T) => boolean): Promise<T> {
  for (const end = performance.now() + 30_000; ; await sleep(100)) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (performance.now() > end) throw new Error(`What was waited for did not come: ${JSON.stringify(seen)}`);
  }
}
