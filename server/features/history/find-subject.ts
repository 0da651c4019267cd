import type { RequestContext } from '../../platform/context.ts';
import type { Node } from '../../platform/node.ts';
import { readNodeId } from '../../platform/node-id.ts';
import type { AuditEntry } from '../audit/audit-entry.entity.ts';
import { backfillById } from '../backfills/backfills.loaders.ts';
import { eventById } from '../events/events.loaders.ts';
import { ticketGroupById } from '../inventory/inventory.loaders.ts';
import { findVisibleOrder } from '../orders/visible-orders.ts';
import { permissionTo } from '../people/permissions.ts';
import { auditEntryById, type HistorySubject } from './history.reads.ts';

const WITH_HISTORY: readonly string[] = ['Order', 'Backfill', 'TicketGroup'] satisfies HistorySubject['type'][];

/** What a node id names, if it has a history that the viewer may see. */
export async function findHistorySubject(ctx: RequestContext, nodeId: string): Promise<HistorySubject | undefined> {
  const node = readNodeId(nodeId);
  if (!node || node.organizationId !== ctx.organizationId || !WITH_HISTORY.includes(node.type)) return undefined;
  const found = await findSubject(ctx, node.type, node.id);
  return found && { type: node.type as HistorySubject['type'], id: node.id };
}

/** The thing that an entry is about, as far as the viewer may see it. */
export async function findSubject(ctx: RequestContext, type: string, id: string): Promise<Node | undefined> {
  if (type === 'Order') return findVisibleOrder(ctx, id);
  if (type === 'Backfill') return permissionTo('backfill', ctx).allowed ? ctx.load(backfillById, id) : undefined;
  if (!permissionTo('useUnusedQueue', ctx).allowed) return undefined;
  if (type === 'TicketGroup') return ctx.load(ticketGroupById, id);
  if (type === 'Event') return ctx.load(eventById, id);
  return undefined;
}

/** The entry, or undefined where there is none about something that the viewer may see. */
export async function findVisibleEntry(ctx: RequestContext, id: string): Promise<AuditEntry | undefined> {
  const entry = await ctx.load(auditEntryById, id);
  return entry && (await findSubject(ctx, entry.subjectType, entry.subjectId)) ? entry : undefined;
}
