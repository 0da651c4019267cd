import type { RequestContext } from '../../platform/context.ts';
import { readNodeId } from '../../platform/node-id.ts';
import { findSubject } from '../audit/find-subject.ts';
import type { HistorySubject } from './history.reads.ts';

const WITH_HISTORY: readonly string[] = ['Order', 'Backfill', 'TicketGroup'] satisfies HistorySubject['type'][];

/** What a node id names, if it has a history that the viewer may see. */
export async function findHistorySubject(ctx: RequestContext, nodeId: string): Promise<HistorySubject | undefined> {
  const node = readNodeId(nodeId);
  if (!node || node.organizationId !== ctx.organizationId || !WITH_HISTORY.includes(node.type)) return undefined;
  const found = await findSubject(ctx, node.type, node.id);
  return found && { type: node.type as HistorySubject['type'], id: node.id };
}
