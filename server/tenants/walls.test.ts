import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { type FiltersSwitch, filtersSwitch } from '../test/walk/filters-off.ts';
import { differencesByIds } from '../test/walk/id-answers.ts';
import { walk } from '../test/walk/read-walk.ts';
import { withoutRowLevelSecurity } from '../test/walk/row-level-security.ts';
import { rowsOf } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';

/** Tables of which an unguarded walk must show rows. */
const SHOWN = `assignments backfills contacts events guest_list_versions import_files import_row_errors imports mails orders
  organizations proxies system_profiles ticket_categories ticket_groups ticket_locations tickets usage_categories users venues`;

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
  test('the same walk finds the other organization in every part of the product: a missing wall would be noticed', async () => {
    const answers = await withoutRowLevelSecurity(app, () => filters.off(() => walk(worlds.ours.api, worlds.reads)));
    expect(worlds.traces.tablesIn(answers)).toEqual(expect.arrayContaining(SHOWN.split(/\s+/)));
  }, 300_000);
});
