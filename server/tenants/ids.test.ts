import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { type FilledWorld, fillWorld } from '../test/walk/fill-world.ts';
import { foreignTraces } from '../test/walk/foreign-traces.ts';
import { type AskWithId, askerOf, foreignIds, type IdPlace, idPlaces, unknownId } from '../test/walk/id-walk.ts';
import { nodeIds, type NodeRows, readNodeRows } from '../test/walk/node-rows.ts';
import { plantMarks } from '../test/walk/plant-marks.ts';
import { allIdsOf, rowsOf } from '../test/walk/tenant-rows.ts';
import { undoWrites } from '../test/walk/undo-writes.ts';

/** Places where the own row answers like one that never existed, and why that is right. */
const SAME_FOR_OWN: string[] = [];

let app: TestApp;
let ours: FilledWorld;
let theirs: FilledWorld;
let own: NodeRows;
let foreign: NodeRows;
let ask: AskWithId;
let undoing: ReturnType<typeof undoWrites>['undoing'];

beforeAll(async () => {
  app = await startTestApp();
  ({ undoing } = undoWrites(app.database));
  [ours, theirs] = [await fillWorld(await app.world()), await fillWorld(await app.world())];
  await plantMarks(app, theirs.world.organizationId);
  own = await readNodeRows(app, ours.world.organizationId);
  foreign = await readNodeRows(app, theirs.world.organizationId);
  ask = askerOf(app, ours, own);
}, 300_000);
afterAll(() => app.close());

test('every type with an id has rows in both organizations', () => {
  for (const rows of [own, foreign]) expect(Object.keys(rows).filter((type) => rows[type]?.length === 0)).toEqual([]);
});

test('an id of another organization gets the answer of one that never existed, wherever ids are taken', async () => {
  const before = await rowsOf(app, theirs.world.organizationId);
  const ids = await allIdsOf(app, theirs.world.organizationId);
  const [mine, other] = [ours.world.organizationId, theirs.world.organizationId];
  const differences: object[] = [];
  for (const place of idPlaces(app)) {
    for (const type of place.types) {
      const expected = await ask(place, unknownId(mine, type));
      for (const id of foreignIds(mine, other, type, foreign)) {
        const answer = await ask(place, id);
        if (answer !== expected) differences.push({ place: place.name, type, answer, expected });
        expect(foreignTraces(answer, { ids })).toEqual([]);
      }
    }
  }
  expect(differences).toEqual([]);
  expect(await rowsOf(app, other)).toEqual(before);
}, 300_000);

test('each of these places is really reached: a row of one’s own is answered otherwise', async () => {
  const same: string[] = [];
  for (const place of idPlaces(app)) if (!(await tellsOwnApart(place))) same.push(place.name);
  expect(same).toEqual(SAME_FOR_OWN);
}, 300_000);

/** Whether some row of the own organization gets another answer than an id that never existed. */
async function tellsOwnApart(place: IdPlace): Promise<boolean> {
  const mine = ours.world.organizationId;
  return undoing(async () => {
    for (const type of place.types) {
      const expected = await ask(place, unknownId(mine, type));
      for (const id of nodeIds(mine, type, own).slice(0, 5)) if ((await ask(place, id)) !== expected) return true;
    }
    return false;
  });
}
