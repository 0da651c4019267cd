import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { localTimeOf } from '../../platform/local-time.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Permission } from '../../platform/permission.ts';
import { LocalTime } from '../../platform/scalars.ts';
import { UserError } from '../../platform/user-error.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { Venue } from '../venues/venue.entity.ts';
import { venueById } from '../venues/venues.loaders.ts';
import { Event } from './event.entity.ts';
import { eventById, eventCountsById } from './events.loaders.ts';
import { eventsPage } from './events.reads.ts';
import { EventConnection, EventFilter, EventOrder, UpdateEventInput, UpdateEventPayload } from './events.types.ts';
import { updateEvent } from './update-event.ts';

/** Everybody may read the event of an order of theirs; the list, and the counts of tickets, are for those who see the queue. */
@Resolver(() => Event)
export class EventResolver {
  @Query(() => Event, { nullable: true, description: 'One event; null when there is none with this id.' })
  async event(
    @Arg('id', () => ID, { description: 'The event’s id.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Event | undefined> {
    requireAbility('useUnusedQueue', ctx);
    const eventId = decodeNodeId(id, 'Event', ctx.organizationId);
    return eventId === undefined ? undefined : ctx.load(eventById, eventId);
  }

  @Query(() => EventConnection, { description: 'The organization’s events, past and to come.' })
  async events(
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which events; absent means all.' })
    filter: EventFilter | null | undefined,
    @Arg('orderBy', () => EventOrder, { defaultValue: EventOrder.START_DESC, description: 'How they are sorted.' })
    orderBy: EventOrder,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Event>> {
    requireAbility('useUnusedQueue', ctx);
    return eventsPage(await ctx.read(), filter ?? {}, orderBy, readPage({ first, after }, orderBy, 2));
  }

  @Mutation(() => UpdateEventPayload, {
    description:
      'Changes the time or status of an event. Its unresolved tickets enter or leave the unused queue at once: only those of a SCHEDULED event that has ended are in it.',
  })
  async updateEvent(
    @Arg('input', () => UpdateEventInput) input: UpdateEventInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateEventPayload> {
    requireAbility('updateEvents', ctx);
    const outcome = await updateEvent(input, ctx);
    return outcome instanceof UserError ? { event: null, userErrors: [outcome] } : { event: outcome, userErrors: [] };
  }

  @FieldResolver(() => Venue, { description: 'Where it takes place.' })
  venue(@Root() event: Event, @Ctx() ctx: RequestContext): Venue | Promise<Venue> {
    return ctx.find(venueById, event.venueId);
  }

  @FieldResolver(() => LocalTime, {
    nullable: true,
    description: 'Start on the venue’s clock; null when the time is unknown.',
  })
  localTime(@Root() { startsAt, venueId }: Event, @Ctx() ctx: RequestContext): string | null | Promise<string> {
    if (startsAt === null) return null;
    const venue = ctx.find(venueById, venueId);
    return venue instanceof Venue
      ? localTimeOf(startsAt, venue.timeZone)
      : venue.then(({ timeZone }) => localTimeOf(startsAt, timeZone));
  }

  @FieldResolver(() => Int, { description: 'How many tickets the organization holds for it.' })
  async heldCount(@Root() event: Event, @Ctx() ctx: RequestContext): Promise<number> {
    requireAbility('useUnusedQueue', ctx);
    return (await ctx.load(eventCountsById, event.id))?.heldCount ?? 0;
  }

  @FieldResolver(() => Int, { description: 'How many of them have no order, whatever the date.' })
  async unresolvedCount(@Root() event: Event, @Ctx() ctx: RequestContext): Promise<number> {
    requireAbility('useUnusedQueue', ctx);
    return (await ctx.load(eventCountsById, event.id))?.unresolvedCount ?? 0;
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change its time and status.' })
  viewerCanUpdate(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('updateEvents', ctx);
  }
}
