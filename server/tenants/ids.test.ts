import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { differencesByIds } from '../test/walk/id-answers.ts';
import { askerOf, type IdPlace, idPlaces, unknownId } from '../test/walk/id-walk.ts';
import { nodeIds } from '../test/walk/node-rows.ts';
import { rowsOf } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';
import { undoWrites } from '../test/walk/undo-writes.ts';

let app: TestApp;
let worlds: TwoWorlds;
let undoing: ReturnType<typeof undoWrites>['undoing'];

beforeAll(async () => {
  app = await startTestApp();
  ({ undoing } = undoWrites(app.database));
  worlds = await buildTwoWorlds(app);
}, 300_000);
afterAll(() => app.close());

test('every type with an id has rows in both organizations', () => {
  for (const rows of [worlds.own, worlds.foreign]) {
    expect(Object.keys(rows).filter((type) => rows[type]?.length === 0)).toEqual([]);
  }
});

test('an id of another organization gets the answer of one that never existed, wherever ids are taken', async () => {
  const before = await rowsOf(app, worlds.theirs.world.organizationId);
  expect(idPlaces(app).length).toBeGreaterThan(50);
  expect(await differencesByIds(app, worlds)).toEqual([]);
  expect(await rowsOf(app, worlds.theirs.world.organizationId)).toEqual(before);
}, 300_000);

test('each of these places is really reached: a row of one’s own is answered otherwise', async () => {
  const same: string[] = [];
  for (const place of idPlaces(app)) if (!(await tellsOwnApart(place))) same.push(place.name);
  expect(same).toEqual([]);
}, 300_000);

/** Whether some row of the own organization gets another answer than an id that never existed. Nothing of it stays. */
async function tellsOwnApart(place: IdPlace): Promise<boolean> {
  const { organizationId } = worlds.ours.world;
  const ask = askerOf(app, worlds.ours, worlds.own);
  return undoing(async () => {
    for (const type of place.types) {
      const expected = await ask(place, unknownId(organizationId, type));
      for (const id of nodeIds(organizationId, type, worlds.own).slice(0, 5)) {
        if ((await ask(place, id)) !== expected) return true;
      }
    }
    return false;
  });
}
