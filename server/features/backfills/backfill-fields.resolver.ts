import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { denied, Permission } from '../../platform/permission.ts';
import { ticketById, ticketGroupById, usageCategoryById } from '../inventory/inventory.loaders.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { Order } from '../orders/order.entity.ts';
import { allocationsOfOrder, orderOfAssignment, ordersOfBackfill } from '../orders/orders.loaders.ts';
import { userById } from '../people/people.loaders.ts';
import { permissionTo } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { Assignment } from './assignment.entity.ts';
import { Backfill, BackfillStatus, statusAt } from './backfill.entity.ts';
import { assignmentsOfBackfill } from './backfills.loaders.ts';
import { BackfillReview } from './review.types.ts';
import { reviewBackfill } from './review-backfill.ts';

@Resolver(() => Backfill)
export class BackfillFieldsResolver {
  @FieldResolver(() => BackfillStatus, { description: 'Where it stands.' })
  status(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): BackfillStatus {
    return statusAt(backfill, ctx.now);
  }

  @FieldResolver(() => User, { description: 'Who prepared it.' })
  createdBy(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, backfill.createdById);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who confirmed it; null before.' })
  async confirmedBy(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<User | null> {
    return backfill.confirmedById ? ctx.loadExisting(userById, backfill.confirmedById) : null;
  }

  @FieldResolver(() => [Assignment], { description: 'Its lines, 1 to 100, in their order.' })
  assignments(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<Assignment[]> {
    return ctx.loadExisting(assignmentsOfBackfill, backfill.id);
  }

  @FieldResolver(() => Int, { description: 'How many tickets its lines ask for together.' })
  async ticketCount(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<number> {
    const assignments = await ctx.loadExisting(assignmentsOfBackfill, backfill.id);
    return assignments.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  @FieldResolver(() => BackfillReview, {
    nullable: true,
    description: 'What confirming would do now; null unless it is a DRAFT.',
  })
  review(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<BackfillReview | null> {
    return reviewBackfill(backfill, ctx);
  }

  @FieldResolver(() => [Order], {
    description: 'The orders that confirming made, one for each assignment; empty before.',
  })
  orders(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Promise<Order[]> {
    return ctx.loadExisting(ordersOfBackfill, backfill.id);
  }

  @FieldResolver(() => Permission, {
    description: 'Whether the viewer can confirm it. Problems with its lines are in `review`.',
  })
  viewerCanConfirm(@Root() backfill: Backfill, @Ctx() ctx: RequestContext): Permission {
    const status = statusAt(backfill, ctx.now);
    return status === 'DRAFT'
      ? permissionTo('backfill', ctx)
      : denied(`Only a DRAFT can be confirmed; this backfill is ${status}.`);
  }
}

@Resolver(() => Assignment)
export class AssignmentFieldsResolver {
  @FieldResolver(() => TicketGroup, { description: 'Where the tickets are taken from.' })
  ticketGroup(@Root() assignment: Assignment, @Ctx() ctx: RequestContext): Promise<TicketGroup> {
    return ctx.loadExisting(ticketGroupById, assignment.ticketGroupId);
  }

  @FieldResolver(() => User, { description: 'Who receives the tickets.' })
  recipient(@Root() assignment: Assignment, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, assignment.recipientId);
  }

  @FieldResolver(() => UsageCategory, { description: 'Why they were used.' })
  usageCategory(@Root() assignment: Assignment, @Ctx() ctx: RequestContext): Promise<UsageCategory> {
    return ctx.loadExisting(usageCategoryById, assignment.usageCategoryId);
  }

  @FieldResolver(() => [Ticket], {
    description: 'The tickets planned when the draft was saved; once confirmed, the ones allocated.',
  })
  async tickets(@Root() assignment: Assignment, @Ctx() ctx: RequestContext): Promise<Ticket[]> {
    const order = await ctx.load(orderOfAssignment, assignment.id);
    const allocations = order ? await ctx.loadExisting(allocationsOfOrder, order.id) : undefined;
    const ids = allocations?.map(({ ticketId }) => ticketId) ?? assignment.plannedTicketIds;
    const tickets = await Promise.all(ids.map((id) => ctx.load(ticketById, id)));
    // An import may have removed an unresolved ticket since it was planned; the review says so.
    return tickets.filter((ticket) => ticket !== undefined);
  }

  @FieldResolver(() => Order, {
    nullable: true,
    description: 'The order it became; null before the backfill is confirmed.',
  })
  async order(@Root() assignment: Assignment, @Ctx() ctx: RequestContext): Promise<Order | null> {
    return (await ctx.load(orderOfAssignment, assignment.id)) ?? null;
  }
}
