import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Permission } from '../../platform/permission.ts';
import { Backfill } from '../backfills/backfill.entity.ts';
import { backfillById } from '../backfills/backfills.loaders.ts';
import { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import { ticketById, ticketGroupById, usageCategoryById } from '../inventory/inventory.loaders.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { userById } from '../people/people.loaders.ts';
import { permissionTo } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { permissionToCompleteGuestList, permissionToConfirmGuestList } from './order-permissions.ts';
import { Order } from './order.entity.ts';
import { allocationsOfOrder } from './orders.loaders.ts';

@Resolver(() => Order)
export class OrderFieldsResolver {
  @FieldResolver(() => Event, { description: 'The event that the tickets are for.' })
  event(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Event> {
    return ctx.loadExisting(eventById, order.eventId);
  }

  @FieldResolver(() => TicketGroup, { description: 'The group that the tickets belong to.' })
  ticketGroup(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<TicketGroup> {
    return ctx.loadExisting(ticketGroupById, order.ticketGroupId);
  }

  @FieldResolver(() => User, { description: 'The user whom the tickets are assigned to.' })
  recipient(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, order.recipientId);
  }

  @FieldResolver(() => UsageCategory, {
    nullable: true,
    description: 'Why the tickets were used; null when the file that ordered them gave none.',
  })
  async usageCategory(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<UsageCategory | null> {
    return order.usageCategoryId ? ctx.loadExisting(usageCategoryById, order.usageCategoryId) : null;
  }

  @FieldResolver(() => [Ticket], { description: 'The tickets, lowest seat first.' })
  async tickets(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Ticket[]> {
    const allocations = await ctx.loadExisting(allocationsOfOrder, order.id);
    return Promise.all(allocations.map(({ ticketId }) => ctx.loadExisting(ticketById, ticketId)));
  }

  @FieldResolver(() => Int, { description: 'How many tickets it holds.' })
  async ticketCount(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<number> {
    return (await ctx.loadExisting(allocationsOfOrder, order.id)).length;
  }

  @FieldResolver(() => Backfill, {
    nullable: true,
    description:
      'The backfill that made it; null for tickets ordered before the event, and for viewers who may not backfill.',
  })
  async backfill(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Backfill | null> {
    if (!order.backfillId || !permissionTo('backfill', ctx).allowed) return null;
    return ctx.loadExisting(backfillById, order.backfillId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who confirmed the guest list; null before.' })
  async confirmedBy(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<User | null> {
    return order.confirmedById ? ctx.loadExisting(userById, order.confirmedById) : null;
  }

  @FieldResolver(() => Permission, {
    description: 'Whether the viewer can save, submit and confirm the guest list now.',
  })
  viewerCanConfirmGuestList(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Permission> {
    return permissionToConfirmGuestList(order, ctx);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer would complete the guest list for the recipient: as Ticket Manager or as proxy.',
  })
  async viewerCompletesOnBehalf(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<boolean> {
    if (order.recipientId === ctx.viewer.userId) return false;
    return (await permissionToCompleteGuestList(order, ctx)).allowed;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the guest list was confirmed by somebody else than the recipient.',
  })
  isCompletedOnBehalf(@Root() order: Order): boolean {
    return order.confirmedById !== null && order.confirmedById !== order.recipientId;
  }
}
