import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { type FiltersSwitch, filtersSwitch } from '../test/walk/filters-off.ts';
import { differencesByIds } from '../test/walk/id-answers.ts';
import { walk } from '../test/walk/read-walk.ts';
import { withoutRowLevelSecurity } from '../test/walk/row-level-security.ts';
import { guardedTables, rowsOf } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';

/** Their rows are never shown as such: the bytes of uploads, and which order has which ticket. */
const WITHOUT_TEXT_OR_ID = ['import_file_chunks', 'order_tickets'];

let app: TestApp;
let worlds: TwoWorlds;
let filters: FiltersSwitch;

beforeAll(async () => {
  app = await startTestApp({ DATABASE_NAMED_STATEMENTS: 'false' });
  filters = filtersSwitch(app.database);
  worlds = await buildTwoWorlds(app);
}, 300_000);
afterAll(() => app.close());

describe('row-level security alone, with the filters of the application taken out', () => {
  test('hides the other organization from every read', async () => {
    const answers = await filters.off(() => walk(worlds.ours.api, worlds.reads));
    expect(worlds.traces.tablesIn(answers)).toEqual([]);
    expect(answers).toEqual(worlds.alone);
    expect(filters.rewritten).toBeGreaterThan(500);
  }, 300_000);

  test('answers ids of the other organization like unknown ones, and lets nobody change its rows', async () => {
    const before = await rowsOf(app, worlds.theirs.world.organizationId);
    expect(await filters.off(() => differencesByIds(app, worlds))).toEqual([]);
    expect(await rowsOf(app, worlds.theirs.world.organizationId)).toEqual(before);
  }, 300_000);

  test('was really alone: no statement kept a comparison with the organization', () => {
    expect([...filters.kept]).toEqual([]);
  });
});

describe('the filters of the application alone, without row-level security', () => {
  test('hide the other organization from every read', async () => {
    const answers = await withoutRowLevelSecurity(app, () => walk(worlds.ours.api, worlds.reads));
    expect(worlds.traces.tablesIn(answers)).toEqual([]);
  }, 300_000);

  test('answer ids of the other organization like unknown ones, and let nobody change its rows', async () => {
    const before = await rowsOf(app, worlds.theirs.world.organizationId);
    expect(await withoutRowLevelSecurity(app, () => differencesByIds(app, worlds))).toEqual([]);
    expect(await rowsOf(app, worlds.theirs.world.organizationId)).toEqual(before);
  }, 300_000);
});

describe('without both', () => {
  test('the same walks find rows of every table that has an id: a missing wall would be noticed', async () => {
    const answers = await withoutRowLevelSecurity(app, () =>
      filters.off(async () => [
        ...(await walk(worlds.ours.api, worlds.reads)),
        ...(await differencesByIds(app, worlds)),
      ]),
    );
    const found = new Set(worlds.traces.tablesIn(answers));
    const guarded = await guardedTables(app);
    expect(guarded.filter((table) => !found.has(table))).toEqual(WITHOUT_TEXT_OR_ID);
  }, 300_000);
});
