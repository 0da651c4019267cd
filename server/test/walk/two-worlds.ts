import type { GraphqlAnswer } from '../api-client.ts';
import type { TestApp } from '../test-app.ts';
import { type FilledWorld, fillWorld } from './fill-world.ts';
import { type NodeRows, readNodeRows } from './node-rows.ts';
import { plantMarks } from './plant-marks.ts';
import { type Read, readsOf, walk } from './read-walk.ts';
import { tracesOf, type Traces } from './traces.ts';

/** Two organizations with equal content; the texts of the other one are marked. */
export interface TwoWorlds {
  ours: FilledWorld;
  theirs: FilledWorld;
  own: NodeRows;
  foreign: NodeRows;
  reads: Read[];
  /** What the reads answered before the other organization existed. */
  alone: GraphqlAnswer[];
  traces: Traces;
  /** Texts that could not be marked. */
  unmarked: string[];
}

export async function buildTwoWorlds(app: TestApp): Promise<TwoWorlds> {
  const ours = await fillWorld(await app.world());
  const own = await readNodeRows(app, ours.world.organizationId);
  const reads = readsOf(app, ours.world.organizationId, own);
  const alone = await walk(ours.api, reads);
  const theirs = await fillWorld(await app.world());
  const unmarked = await plantMarks(app, theirs.world.organizationId);
  const foreign = await readNodeRows(app, theirs.world.organizationId);
  return {
    ours,
    theirs,
    own,
    foreign,
    reads,
    alone,
    unmarked,
    traces: await tracesOf(app, theirs.world.organizationId),
  };
}
