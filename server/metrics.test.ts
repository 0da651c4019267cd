import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { DatabaseError } from 'pg';
import { SIGN_IN_DOCUMENTS } from './features/sign-in/sign-in.documents.ts';
import { addJob } from './platform/jobs/add-job.ts';
import { operationLabels } from './platform/metrics/operation-label.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import { writeConflict } from './test/write-conflict.ts';

// Jobs run, and more than one app is started; on a busy machine that takes a while.
jest.setTimeout(60_000);

const TOKEN = 'invented-token-0123456789';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ METRICS_TOKEN: TOKEN });
});
afterAll(() => app.close());

async function metrics(): Promise<Map<string, number>> {
  const answer = await app.http.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
  const samples = answer.body.split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('without the right token there are no metrics, and without a token in the settings there is no such page', async () => {
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: TOKEN }]) {
    const answer = await app.http.inject({ url: '/metrics', headers });
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="metrics"']);
    expect(answer.body).not.toContain('backfill_');
  }
  const without = await startTestApp();
  expect((await without.http.inject({ url: '/metrics', headers: { accept: 'text/html' } })).statusCode).toBe(404);
  await without.close();
});

test('requests are counted by route and status, operations by name and outcome', async () => {
  const world = await app.world();
  const { api } = await world.actor('EMPLOYEE');
  await api.ask('query Whoami { viewer { user { name } } }');
  await api.ask('query Whoami { viewer { user { name } } }');
  await api.refusal('query Broken { nothing }');
  await app.stranger().refusal('query AdaLovelace { viewer { user { name } } }');
  const input = { email: 'ada@example.com', password: 'not the password' };
  await app.stranger().ask(SIGN_IN_DOCUMENTS['sign-in'], { input });
  await app.http.inject('/imports/ada@example.com/errors.csv');
  await app.http.inject('/ada@example.com');
  const seen = await metrics();
  const operation = (labels: string) => seen.get(`backfill_graphql_operations_total{${labels}}`);
  expect(operation('operation="Whoami",type="query",outcome="OK",code=""')).toBe(2);
  expect(operation('operation="signIn",type="mutation",outcome="USER_ERRORS",code=""')).toBe(1);
  expect(operation('operation="unknown",type="unknown",outcome="REFUSED",code="GRAPHQL_VALIDATION_FAILED"')).toBe(1);
  const requests = (labels: string) => seen.get(`backfill_http_request_duration_seconds_count{${labels}}`);
  expect(requests('method="POST",route="/graphql",status="200"')).toBe(5);
  expect(requests('method="GET",route="/imports/:id/errors.csv",status="401"')).toBe(1);
  const all = [...seen.keys()].join('\n');
  expect(all).not.toMatch(/ada|Lovelace/i);
  expect(all).not.toContain(world.organizationId);
});

test('names of operations become labels only up to a number', () => {
  const labelOf = operationLabels(2);
  const ask = (name: string | undefined, isStranger = false, rootField: string | undefined = 'viewer') =>
    labelOf({
      method: 'POST',
      route: '/graphql',
      status: 200,
      seconds: 0,
      isStranger,
      operation: { outcome: 'OK', name, rootField },
    });
  expect(ask('Stranger', true)).toBe('viewer');
  expect(['A', 'B', 'C', 'A'].map((name) => ask(name))).toEqual(['A', 'B', 'other', 'A']);
  expect(ask(undefined)).toBe('viewer');
  expect(operationLabels()({ method: '', route: '', status: 1, seconds: 0, isStranger: false })).toBe('unknown');
});

test('the pool, retries, timeouts, jobs and mails are there', async () => {
  const world = await app.world();
  const before = await metrics();
  expect(before.get('backfill_database_timeouts_total{kind="lock"}')).toBe(0);
  expect(before.get('backfill_transaction_retries_total')).toBe(0);
  const { openRead } = app.database;
  const held = await openRead.call(app.database, world.organizationId);
  expect((await metrics()).get('backfill_database_connections{state="used"}')).toBe(1);
  await held.close();

  await writeConflict(app.database, world);
  const slow = world.write((tx) => tx.execute("SET LOCAL statement_timeout = '10ms'; SELECT pg_sleep(1)"));
  await expect(slow).rejects.toBeInstanceOf(DatabaseError);
  await world.write((tx) => addJob(tx, 'remind', {}, { runAt: new Date('2099-01-01') }));
  await world.write((tx) => addJob(tx, 'nobodyDoesThis'));
  await app.tasks.deliverMail?.({
    organizationId: world.organizationId,
    mailId: '0198274c-5d1e-7c3a-9f60-2f6d4b0c1a55',
  });

  const seen = await metrics();
  expect(seen.get('backfill_transaction_retries_total')).toBe(1);
  expect(seen.get('backfill_database_timeouts_total{kind="statement"}')).toBe(1);
  expect(seen.get('backfill_jobs{task="remind",state="scheduled"}')).toBe(1);
  expect(seen.get('backfill_jobs{task="nobodyDoesThis",state="ready"}')).toBe(1);
  expect(seen.get('backfill_mails_total{outcome="kept"}')).toBe(0);
  expect(seen.get('nodejs_eventloop_lag_p99_seconds')).toEqual(expect.any(Number));
  expect(seen.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
});

test('a job that runs and a mail that is kept are counted', async () => {
  const world = await app.world();
  const { user } = await world.actor('EMPLOYEE', { email: 'forgetful@example.com' });
  await world.order({ recipient: user });
  app.jobs.start();
  await world.write((tx) => addJob(tx, 'remind'));
  const done = 'backfill_job_duration_seconds_count{task="remind",outcome="done"}';
  while (!(await metrics()).has(done)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await metrics()).get(done)).toBe(1);
});

test('while the database is away, everything else is still there', async () => {
  const { global } = app.database;
  app.database.global = () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:5432'));
  const seen = await metrics();
  app.database.global = global;
  expect([...seen.keys()].filter((name) => name.startsWith('backfill_jobs'))).toEqual([]);
  expect(seen.has('backfill_database_connections{state="idle"}')).toBe(true);
});
