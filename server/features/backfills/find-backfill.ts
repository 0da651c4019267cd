import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import type { Backfill } from './backfill.entity.ts';
import { backfillById } from './backfills.loaders.ts';

/** The backfill behind a node id, or null. */
export async function findBackfill(nodeId: string, ctx: RequestContext): Promise<Backfill | null> {
  const id = decodeNodeId(nodeId, 'Backfill', ctx.organizationId);
  return (id && (await ctx.load(backfillById, id))) || null;
}
