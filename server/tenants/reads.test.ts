import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphqlAnswer } from '../test/api-client.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { type FilledWorld, fillWorld } from '../test/walk/fill-world.ts';
import { foreignTraces } from '../test/walk/foreign-traces.ts';
import { readNodeRows } from '../test/walk/node-rows.ts';
import { pathsToTypes } from '../test/walk/paths.ts';
import { plantMarks } from '../test/walk/plant-marks.ts';
import { type Read, readsOf, typesIn, walk } from '../test/walk/read-walk.ts';
import { allIdsOf, rowsOf } from '../test/walk/tenant-rows.ts';

/** A password link is found by its token, without a session; see the tests of password links. */
const NOT_FOR_THE_SIGNED_IN = ['PasswordLink'];

let app: TestApp;
let ours: FilledWorld;
let theirs: FilledWorld;
let reads: Read[];
let withoutMarks: string[];
let alone: GraphqlAnswer[];
let beside: GraphqlAnswer[];

beforeAll(async () => {
  app = await startTestApp();
  ours = await fillWorld(await app.world());
  reads = readsOf(app, ours.world.organizationId, await readNodeRows(app, ours.world.organizationId));
  alone = await walk(ours.api, reads);
  theirs = await fillWorld(await app.world());
  withoutMarks = await plantMarks(app, theirs.world.organizationId);
  beside = await walk(ours.api, reads);
}, 300_000);
afterAll(() => app.close());

test('every tenant table has rows of both organizations', async () => {
  for (const { world } of [ours, theirs]) {
    const rows = await rowsOf(app, world.organizationId);
    expect(
      Object.entries(rows)
        .filter(([, found]) => found.length === 0)
        .map(([table]) => table),
    ).toEqual([]);
  }
});

test('every text of the other organization is marked, unless a constraint lists what it may be', () => {
  expect(withoutMarks).toEqual([]);
});

test('every type that can be read is read', () => {
  expect(alone.filter(({ status }) => status !== 200)).toEqual([]);
  expect(alone.filter(({ errors }) => errors)).toEqual([]);
  const seen = typesIn(alone.map(({ data }) => data));
  const readable = new Set(pathsToTypes(app.schema).map(({ type }) => type.name));
  expect([...readable].filter((name) => !seen.has(name))).toEqual(NOT_FOR_THE_SIGNED_IN);
});

test('answers are the same before another organization exists and beside it', async () => {
  expect(beside).toEqual(alone);
});

test('no text and no id of another organization is in any answer', async () => {
  const ids = await allIdsOf(app, theirs.world.organizationId);
  expect(beside.flatMap((answer) => foreignTraces(JSON.stringify(answer), { ids }))).toEqual([]);
});
