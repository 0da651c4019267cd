import { expect } from '@jest/globals';
import type { World } from './world.ts';
import { WRONG_COUNTERS } from './wrong-counters.ts';

/** held = ordered + unresolved for every group, and the counters are what a recount gives. */
export async function expectExactCounters(world: World): Promise<void> {
  expect(await world.write((tx) => tx.rows(WRONG_COUNTERS, [world.organizationId]))).toEqual([]);
}
