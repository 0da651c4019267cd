import type { RequestContext } from '../../platform/context.ts';
import { ticketGroupById } from '../inventory/inventory.loaders.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { allocationsOfOrder, orderOfAssignment } from '../orders/orders.loaders.ts';
import type { Assignment } from './assignment.entity.ts';
import { assignmentsOfBackfill } from './backfills.loaders.ts';
import type { ConfirmBackfillPayload } from './backfills.types.ts';
import type { ConfirmOutcome } from './confirm-backfill.ts';

/** What a confirm made; where an earlier call made it, that is read: so a repeated confirm answers like the first. */
export async function toConfirmPayload(
  { backfill, userErrors, made }: ConfirmOutcome,
  ctx: RequestContext,
): Promise<ConfirmBackfillPayload> {
  if (made) {
    const { orders, ticketGroups, replanned } = made;
    return { backfill, orders, ticketGroups, replannedAssignments: replanned, userErrors };
  }
  const assignments = backfill ? await ctx.loadExisting(assignmentsOfBackfill, backfill.id) : [];
  const groupIds = [...new Set(assignments.map(({ ticketGroupId }) => ticketGroupId))];
  const ticketGroups: TicketGroup[] = await Promise.all(groupIds.map((id) => ctx.loadExisting(ticketGroupById, id)));
  if (!backfill || userErrors.length > 0)
    return { backfill, orders: [], ticketGroups, replannedAssignments: [], userErrors };
  const orders = await Promise.all(assignments.map(({ id }) => ctx.loadExisting(orderOfAssignment, id)));
  const replanned = await Promise.all(
    assignments.map(async (assignment, index) =>
      (await gotOthers(assignment, orders[index]?.id ?? '', ctx)) ? assignment : [],
    ),
  );
  return { backfill, orders, ticketGroups, replannedAssignments: replanned.flat(), userErrors };
}

async function gotOthers(assignment: Assignment, orderId: string, ctx: RequestContext): Promise<boolean> {
  const planned = new Set(assignment.plannedTicketIds);
  const allocations = await ctx.loadExisting(allocationsOfOrder, orderId);
  return allocations.some(({ ticketId }) => !planned.has(ticketId));
}
