import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { Money } from '../../platform/money.ts';
import { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import { requireAbility } from '../people/permissions.ts';
import { TicketLocation } from '../venues/ticket-location.entity.ts';
import { ticketLocationById } from '../venues/venues.loaders.ts';
import { ticketCategoryById } from './inventory.loaders.ts';
import { TICKET_ORDER, ticketsPage } from './inventory.reads.ts';
import { TicketConnection } from './inventory.types.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { TicketGroup } from './ticket-group.entity.ts';
import { type Ticket, TicketState } from './ticket.entity.ts';

/** Counts and tickets of a group lead out of one's own order, so they are for those who may see the queue. */
@Resolver(() => TicketGroup)
export class TicketGroupResolver {
  @FieldResolver(() => Event, { description: 'The event they are for.' })
  event(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): Event | Promise<Event> {
    return ctx.find(eventById, group.eventId);
  }

  @FieldResolver(() => TicketLocation, { description: 'Where they sit.' })
  ticketLocation(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): TicketLocation | Promise<TicketLocation> {
    return ctx.find(ticketLocationById, group.ticketLocationId);
  }

  @FieldResolver(() => TicketCategory, { description: 'Their class.' })
  ticketCategory(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): TicketCategory | Promise<TicketCategory> {
    return ctx.find(ticketCategoryById, group.ticketCategoryId);
  }

  @FieldResolver(() => Int, { description: 'How many tickets the organization holds here.' })
  heldCount(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): number {
    requireAbility('useUnusedQueue', ctx);
    return group.heldCount;
  }

  @FieldResolver(() => Int, { description: 'How many of them belong to an order.' })
  orderedCount(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): number {
    requireAbility('useUnusedQueue', ctx);
    return group.heldCount - group.unresolvedCount;
  }

  @FieldResolver(() => Int, { description: 'How many have no order, whatever the date.' })
  unresolvedCount(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): number {
    requireAbility('useUnusedQueue', ctx);
    return group.unresolvedCount;
  }

  @FieldResolver(() => Int, {
    description: 'How many can be backfilled: unresolved, of a SCHEDULED event that has ended; else 0.',
  })
  unusedCount(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): number {
    requireAbility('useUnusedQueue', ctx);
    return unusedCountOf(group, ctx.now);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Face value of the unused tickets whose value is known; null when there is none on file for any of them.',
  })
  unusedFaceValue(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): Money | null {
    requireAbility('useUnusedQueue', ctx);
    const known = unusedCountOf(group, ctx.now) - group.unresolvedWithoutValueCount;
    return known > 0 ? new Money(group.unresolvedValue, group.currency) : null;
  }

  @FieldResolver(() => Int, {
    description: 'How many unused tickets have no value on file and are left out of `unusedFaceValue`.',
  })
  unusedWithoutValue(@Root() group: TicketGroup, @Ctx() ctx: RequestContext): number {
    requireAbility('useUnusedQueue', ctx);
    return unusedCountOf(group, ctx.now) > 0 ? group.unresolvedWithoutValueCount : 0;
  }

  @FieldResolver(() => TicketConnection, { description: 'The tickets, by seat; unnumbered places last.' })
  async tickets(
    @Root() group: TicketGroup,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Arg('state', () => TicketState, { nullable: true, description: 'Only tickets in this state; absent means any.' })
    state: TicketState | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Ticket>> {
    requireAbility('useUnusedQueue', ctx);
    return ticketsPage(await ctx.read(), group.id, state ?? undefined, readPage({ first, after }, TICKET_ORDER, 2));
  }
}

/** How many of a group's tickets are in the unused queue at an instant. */
export function unusedCountOf(group: Pick<TicketGroup, 'eventEndsAt' | 'unresolvedCount'>, now: Date): number {
  return group.eventEndsAt !== null && group.eventEndsAt <= now ? group.unresolvedCount : 0;
}
