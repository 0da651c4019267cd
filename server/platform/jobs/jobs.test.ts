import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { silentLog } from '../log.ts';
import { addJob } from './add-job.ts';
import { forEachOrganization } from './for-each-organization.ts';
import { createJobRunner, type JobPayload, type JobRunner, type Task } from './job-runner.ts';

let app: TestApp;
const runners: JobRunner[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});
afterAll(() => app.close());

function startRunner(tasks: Record<string, Task>): JobRunner {
  const runner = createJobRunner({ databaseUrl: app.databaseUrl, tasks, log: silentLog });
  runners.push(runner);
  runner.start();
  return runner;
}

async function until(isDone: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!isDone()) {
    if (performance.now() > end) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a job runs when its transaction commits, never when it rolls back, and knows its organization', async () => {
  const world = await app.world();
  const other = await app.world();
  const seen: JobPayload[] = [];
  await expect(
    world.write(async (tx) => {
      await addJob(tx, 'note', { number: 1 });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await world.write((tx) => addJob(tx, 'note', { number: 2, organizationId: other.organizationId }));
  startRunner({ note: async (payload) => void seen.push(payload) });
  await until(() => seen.length > 0);
  expect(seen).toEqual([{ number: 2, organizationId: world.organizationId }]);
});

test('a key keeps the last job of an organization, and organizations do not share keys', async () => {
  const worlds = [await app.world(), await app.world()];
  const seen: unknown[] = [];
  for (const world of worlds) {
    for (const number of [1, 2]) await world.write((tx) => addJob(tx, 'keyed', { number }, { jobKey: 'same' }));
  }
  await worlds[0]?.write((tx) => addJob(tx, 'last', {}));
  let over = false;
  startRunner({ keyed: async ({ number }) => void seen.push(number), last: async () => void (over = true) });
  await until(() => over && seen.length >= 2);
  expect(seen).toEqual([2, 2]);
});

test('two runners share 200 jobs and run each once', async () => {
  const world = await app.world();
  await world.write(async (tx) => {
    for (let number = 0; number < 200; number += 1) await addJob(tx, 'shared', { number });
  });
  const seen: number[] = [];
  const shared: Task = async ({ number }) => void seen.push(Number(number));
  startRunner({ shared });
  startRunner({ shared });
  await until(() => seen.length >= 200);
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});

test('stopping lets the running job finish and takes no other', async () => {
  const world = await app.world();
  const steps: string[] = [];
  const runner = startRunner({
    slow: async () => {
      steps.push('begun');
      await new Promise((resolve) => setTimeout(resolve, 300));
      steps.push('ended');
    },
  });
  await world.write((tx) => addJob(tx, 'slow'));
  await until(() => steps.length > 0);
  await runner.stop();
  expect(steps).toEqual(['begun', 'ended']);
  await world.write((tx) => addJob(tx, 'slow'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(steps).toHaveLength(2);
});

test('a database that goes away while a job ends stops neither the process nor the jobs after it', async () => {
  const world = await app.world();
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  let lost = 0;
  startRunner({
    lose: async () => {
      lost += 1;
      await letIn(false);
      throw new Error('This job fails while its database is away.');
    },
    after: async () => void (lost += 1),
  });
  await world.write((tx) => addJob(tx, 'lose'));
  await until(() => lost === 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await letIn(true);
  await world.write((tx) => addJob(tx, 'after'));
  await until(() => lost === 2);
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
}, 30_000);

/** Whether this file's database takes connections; if not, those that are there are ended. */
async function letIn(isOpen: boolean): Promise<void> {
  const name = new URL(app.databaseUrl).pathname.slice(1);
  const owner = new URL(process.env.TEST_DATABASE_OWNER_URL ?? '');
  owner.pathname = '/postgres';
  const client = new pg.Client({ connectionString: owner.href });
  await client.connect();
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isOpen}`);
  if (!isOpen) await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  await client.end();
}

test('a task for each organization adds one job for each, however often it runs before they do', async () => {
  const worlds = [await app.world(), await app.world()];
  const spread = forEachOrganization(app.database, 'visit');
  await spread({ organizationId: null });
  await spread({ organizationId: null });
  const seen: (string | null)[] = [];
  startRunner({ visit: async ({ organizationId }) => void seen.push(organizationId) });
  await until(() => worlds.every(({ organizationId }) => seen.includes(organizationId)));
  expect(new Set(seen).size).toBe(seen.length);
});

test('tenants see no jobs, and strangers to an organization add none', async () => {
  const world = await app.world();
  await expect(world.write((tx) => tx.execute('SELECT FROM graphile_worker.jobs'))).rejects.toThrow(
    /permission denied/,
  );
  await expect(app.database.global(`SELECT add_job('note', '{}', NULL, NULL)`)).rejects.toThrow(/permission denied/);
});
