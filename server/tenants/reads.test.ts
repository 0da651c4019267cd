import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphqlAnswer } from '../test/api-client.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { pathsToTypes } from '../test/walk/paths.ts';
import { typesIn, walk } from '../test/walk/read-walk.ts';
import { rowsOf } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';

/** A password link is found by its token, without a session; see the tests of password links. */
const NOT_FOR_THE_SIGNED_IN = ['PasswordLink'];

let app: TestApp;
let worlds: TwoWorlds;
let beside: GraphqlAnswer[];

beforeAll(async () => {
  app = await startTestApp();
  worlds = await buildTwoWorlds(app);
  beside = await walk(worlds.ours.api, worlds.reads);
}, 300_000);
afterAll(() => app.close());

test('every table of organizations has rows of both', async () => {
  for (const { world } of [worlds.ours, worlds.theirs]) {
    const rows = Object.entries(await rowsOf(app, world.organizationId));
    expect(rows.filter(([, found]) => found.length === 0).map(([table]) => table)).toEqual([]);
  }
});

test('every text of the other organization is marked, unless a constraint lists what it may be', () => {
  expect(worlds.unmarked).toEqual([]);
});

test('every type that can be read is read', () => {
  const refused = worlds.reads.filter((_, index) => worlds.alone[index]?.errors || worlds.alone[index]?.status !== 200);
  expect(refused).toEqual([]);
  const seen = typesIn(worlds.alone.map(({ data }) => data));
  const readable = new Set(pathsToTypes(app.schema).map(({ type }) => type.name));
  expect([...readable].filter((name) => !seen.has(name))).toEqual(NOT_FOR_THE_SIGNED_IN);
});

test('answers are the same before another organization exists and beside it', () => {
  expect(beside).toEqual(worlds.alone);
});

test('no text and no id of another organization is in any answer', () => {
  expect(worlds.traces.tablesIn(beside)).toEqual([]);
});
