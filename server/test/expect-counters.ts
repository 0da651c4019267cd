import { expect } from '@jest/globals';
import { examine } from '../features/doctor/examine.ts';
import type { World } from './world.ts';

/** held = ordered + unresolved for every group, and all else that the doctor looks for. */
export async function expectExactCounters(world: World): Promise<void> {
  expect(await world.write((tx) => examine(tx, 20))).toEqual([]);
}
