import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { rowsOf } from '../../platform/rows-of.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Order } from '../orders/order.entity.ts';
import { allocationsOfOrder, orderOfAssignment, ordersOfBackfill } from '../orders/orders.loaders.ts';
import { Assignment } from './assignment.entity.ts';
import { assignmentsOfBackfill } from './backfills.loaders.ts';
import { ConfirmBackfillPayload } from './backfills.types.ts';

/** What a confirm made is read where it is asked for, by a repeated confirm as by the first: so both answer the same. */
@Resolver(() => ConfirmBackfillPayload)
export class ConfirmPayloadResolver {
  @FieldResolver(() => [Order], {
    description: 'One order for each assignment, in their order; empty when it was refused.',
  })
  async orders(@Root() { backfill, userErrors }: ConfirmBackfillPayload, @Ctx() ctx: RequestContext): Promise<Order[]> {
    return backfill && userErrors.length === 0 ? ctx.loadExisting(ordersOfBackfill, backfill.id) : [];
  }

  @FieldResolver(() => [TicketGroup], { description: 'The groups of the assignments with their counts of now.' })
  async ticketGroups(@Root() { backfill }: ConfirmBackfillPayload, @Ctx() ctx: RequestContext): Promise<TicketGroup[]> {
    if (!backfill) return [];
    const tx = await ctx.read();
    return rowsOf(tx, TicketGroup, OF_BACKFILL, [tx.organizationId, backfill.id], 'of backfill');
  }

  @FieldResolver(() => [Assignment], {
    description: 'Assignments that got other seats than the draft showed, because somebody took those meanwhile.',
  })
  async replannedAssignments(
    @Root() { backfill, userErrors, isAsShown }: ConfirmBackfillPayload,
    @Ctx() ctx: RequestContext,
  ): Promise<Assignment[]> {
    if (!backfill || userErrors.length > 0 || isAsShown) return [];
    const assignments = await ctx.loadExisting(assignmentsOfBackfill, backfill.id);
    const replanned = await Promise.all(
      assignments.map(async (assignment) => ((await gotOthers(assignment, ctx)) ? assignment : [])),
    );
    return replanned.flat();
  }
}

/** In the order of the lines that name them first. */
const OF_BACKFILL = `
  JOIN (SELECT ticket_group_id, min(position) AS place FROM assignments WHERE organization_id = $1 AND backfill_id = $2
        GROUP BY ticket_group_id) line ON line.ticket_group_id = id
  WHERE organization_id = $1 ORDER BY line.place`;

async function gotOthers({ id, plannedTicketIds }: Assignment, ctx: RequestContext): Promise<boolean> {
  const planned = new Set(plannedTicketIds);
  const order = await ctx.loadExisting(orderOfAssignment, id);
  const allocations = await ctx.loadExisting(allocationsOfOrder, order.id);
  return allocations.some(({ ticketId }) => !planned.has(ticketId));
}
