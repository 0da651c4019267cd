import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { callWith, type DefinerFunction, definerFunctions } from '../test/walk/definer-functions.ts';
import { ask } from '../test/owner.ts';
import { rowsOf } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';

/** They answer for one exact secret or address before the organization is known. */
const FOR_THE_LOGIN_ROLE = ['api_token_holder', 'session_viewer', 'sign_in_candidates', 'single_sign_on_of_domain'];

/** Adds a row to a queue of the whole server; it returns nothing. */
const ADD_JOB = 'add_job';

let app: TestApp;
let worlds: TwoWorlds;
let functions: DefinerFunction[];
beforeAll(async () => {
  app = await startTestApp();
  worlds = await buildTwoWorlds(app);
  functions = await definerFunctions(app);
}, 300_000);
afterAll(() => app.close());

test('tenant transactions may not call the functions of signing in', async () => {
  expect(functions.filter(({ forTenants }) => !forTenants).map(({ name }) => name)).toEqual(FOR_THE_LOGIN_ROLE);
});

test('every other one shows rows of the transaction’s organization only, whatever it is asked for', async () => {
  const reading = functions.filter(({ forTenants, name }) => forTenants && name !== ADD_JOB);
  expect(reading.length).toBeGreaterThan(4);
  const { ours, theirs, traces } = worlds;
  const before = await rowsOf(app, theirs.world.organizationId);
  for (const called of reading) {
    // The control: asked from inside, the same call finds something.
    expect([called.name, (await callWith(app, theirs.world, called, theirs.world)).length]).not.toEqual([
      called.name,
      0,
    ]);
    expect([called.name, traces.tablesIn(await callWith(app, ours.world, called, theirs.world))]).toEqual([
      called.name,
      [],
    ]);
  }
  expect(await rowsOf(app, theirs.world.organizationId)).toEqual(before);
});

test('a job belongs to the organization of its transaction, whatever its payload says', async () => {
  const { ours, theirs } = worlds;
  const payload = JSON.stringify({ organizationId: theirs.world.organizationId });
  await ours.world.write((tx) => tx.rows(`SELECT add_job('walk', $1::jsonb, now(), 'key')`, [payload]));
  await theirs.world.write((tx) => tx.rows(`SELECT add_job('walk', '{}', now(), 'key')`));
  const jobs = await ask<{ payload: object }>(
    app,
    `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'walk' ORDER BY j.id`,
  );
  expect(jobs.map((job) => job.payload)).toEqual([
    { organizationId: ours.world.organizationId },
    { organizationId: theirs.world.organizationId },
  ]);
});
