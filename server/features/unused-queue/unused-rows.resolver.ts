import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import { TicketGroupConnection } from '../inventory/inventory.types.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { TicketLocation } from '../venues/ticket-location.entity.ts';
import { Venue } from '../venues/venue.entity.ts';
import { ticketLocationById, venueById } from '../venues/venues.loaders.ts';
import { childrenPage, GROUPS_OF_EVENT, GROUPS_OF_LOCATION, LOCATIONS_OF_VENUE } from './unused-queue-children.ts';
import {
  UnusedEvent,
  UnusedTicketLocation,
  UnusedTicketLocationConnection,
  UnusedVenue,
} from './unused-queue.types.ts';

const FIRST_CHILDREN = { ...FIRST, defaultValue: 10 };

@Resolver(() => UnusedEvent)
export class UnusedEventResolver {
  @FieldResolver(() => Event, { description: 'The event itself.' })
  event(@Root() row: UnusedEvent, @Ctx() ctx: RequestContext): Promise<Event> {
    return ctx.loadExisting(eventById, row.eventId);
  }

  @FieldResolver(() => TicketGroupConnection, {
    description: 'Its groups with unused tickets that match the filter, by ticket location.',
  })
  ticketGroups(
    @Root() row: UnusedEvent,
    @Arg('first', () => Int, FIRST_CHILDREN) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<TicketGroup>> {
    const page = readPage({ first, after }, GROUPS_OF_EVENT.order, 3);
    return childrenPage(GROUPS_OF_EVENT, row.query, row.eventId, page, ctx);
  }
}

@Resolver(() => UnusedVenue)
export class UnusedVenueResolver {
  @FieldResolver(() => Venue, { description: 'The venue itself.' })
  venue(@Root() row: UnusedVenue, @Ctx() ctx: RequestContext): Promise<Venue> {
    return ctx.loadExisting(venueById, row.venueId);
  }

  @FieldResolver(() => UnusedTicketLocationConnection, {
    description: 'Its ticket locations with unused tickets that match the filter, by name.',
  })
  ticketLocations(
    @Root() row: UnusedVenue,
    @Arg('first', () => Int, FIRST_CHILDREN) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<UnusedTicketLocation>> {
    const page = readPage({ first, after }, LOCATIONS_OF_VENUE.order, 2);
    return childrenPage(LOCATIONS_OF_VENUE, row.query, row.venueId, page, ctx);
  }
}

@Resolver(() => UnusedTicketLocation)
export class UnusedTicketLocationResolver {
  @FieldResolver(() => TicketLocation, { description: 'The ticket location itself.' })
  ticketLocation(@Root() row: UnusedTicketLocation, @Ctx() ctx: RequestContext): Promise<TicketLocation> {
    return ctx.loadExisting(ticketLocationById, row.ticketLocationId);
  }

  @FieldResolver(() => TicketGroupConnection, {
    description:
      'Its groups with unused tickets that match the filter, one for each event and ticket category; the last event first.',
  })
  ticketGroups(
    @Root() row: UnusedTicketLocation,
    @Arg('first', () => Int, FIRST_CHILDREN) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<TicketGroup>> {
    const page = readPage({ first, after }, GROUPS_OF_LOCATION.order, 2);
    return childrenPage(GROUPS_OF_LOCATION, row.query, row.ticketLocationId, page, ctx);
  }
}
