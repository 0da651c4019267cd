import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AT_START, createTasks } from '../../jobs.ts';
import { createJobRunner, type JobRunner } from '../../platform/jobs/job-runner.ts';
import { silentLog } from '../../platform/log.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { NewMail } from './queue-mails.ts';
import { DELIVER_NEW_MAILS, queueMail } from './queue-mails.ts';

let app: TestApp;
let world: World;
let runner: JobRunner | undefined;
let mail: NewMail;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  const recipient = await world.user('EMPLOYEE');
  const order = await world.order({ recipient });
  mail = { kind: 'REMINDER', recipientId: recipient.id, facts: { orderIds: [order.id] } };
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});
afterAll(() => app.close());

async function countJobs(): Promise<number> {
  const [row] = await app.database.global<{ count: number }>(
    'SELECT count(*)::int FROM graphile_worker.jobs WHERE task_identifier = $1 AND key = $2',
    [DELIVER_NEW_MAILS, `${world.organizationId}:${DELIVER_NEW_MAILS}:new`],
  );
  return row?.count ?? -1;
}

async function statuses(): Promise<Record<string, number>> {
  const rows = await world.write((tx) =>
    tx.rows<{ status: string; count: number }>(
      'SELECT status, count(*)::int FROM mails WHERE organization_id = $1 GROUP BY 1',
      [tx.organizationId],
    ),
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function startRunner(): void {
  const facts = { database: app.database, clock: app.clock, log: silentLog, mailer: null, origin: () => '' };
  const tasks = createTasks({ ...facts, firstPause: 1 });
  runner = createJobRunner({ databaseUrl: app.databaseUrl, tasks, atStart: AT_START, log: silentLog });
  runner.start();
}

test('20 transactions that queue mails add one job, after their commit', async () => {
  await world.write(async (tx) => {
    await queueMail(tx, mail, app.clock.now());
    expect(await countJobs()).toBe(0);
  });
  await Promise.all(Array.from({ length: 19 }, () => world.write((tx) => queueMail(tx, mail, app.clock.now()))));
  await until(async () => (await countJobs()) === 1);
  startRunner();
  await until(async () => (await statuses()).KEPT === 20);
  expect(await statuses()).toEqual({ KEPT: 20 });
});

test('a transaction that is rolled back announces nothing', async () => {
  const failed = world.write(async (tx) => {
    await queueMail(tx, mail, app.clock.now());
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await countJobs()).toBe(0);
  expect(await statuses()).toEqual({});
});

test('mails whose process was killed before it passed them on go out at the next start', async () => {
  const { onAnnounced } = app.database;
  app.database.onAnnounced = () => undefined;
  await world.write((tx) => queueMail(tx, mail, app.clock.now()));
  app.database.onAnnounced = onAnnounced;
  expect(await countJobs()).toBe(0);
  startRunner();
  await until(async () => (await statuses()).KEPT === 1);
});

test('where nothing listens, the transaction adds the job itself', async () => {
  const { onAnnounced } = app.database;
  delete app.database.onAnnounced;
  await world.write((tx) => queueMail(tx, mail, app.clock.now()));
  app.database.onAnnounced = onAnnounced;
  expect(await countJobs()).toBe(1);
});

test('450 mails of one organization are kept in batches, none of them twice', async () => {
  await world.write(async (tx) => {
    for (let index = 0; index < 450; index += 1) await queueMail(tx, mail, app.clock.now());
  });
  await app.tasks[DELIVER_NEW_MAILS]?.({ organizationId: world.organizationId });
  expect(await statuses()).toEqual({ KEPT: 450 });
});
