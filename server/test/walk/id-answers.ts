import type { TestApp } from '../test-app.ts';
import { askerOf, foreignIds, idPlaces, unknownId } from './id-walk.ts';
import type { TwoWorlds } from './two-worlds.ts';

export interface Difference {
  place: string;
  type: string;
  answer: string;
  expected: string;
}

/** Asks for rows of the other organization wherever ids are taken, and returns the answers that differ from those for unknown ids. */
export async function differencesByIds(app: TestApp, worlds: TwoWorlds): Promise<Difference[]> {
  const ask = askerOf(app, worlds.ours, worlds.own);
  const [mine, other] = [worlds.ours.world.organizationId, worlds.theirs.world.organizationId];
  const differences: Difference[] = [];
  for (const place of idPlaces(app)) {
    for (const type of place.types) {
      const expected = await ask(place, unknownId(mine, type));
      for (const id of foreignIds(mine, other, type, worlds.foreign)) {
        const answer = await ask(place, id);
        if (answer !== expected) differences.push({ place: place.name, type, answer, expected });
      }
    }
  }
  return differences;
}
