import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';
import { Event, TicketCategory, TicketGroup, TicketLocation, Venue } from './entities.ts';
import { totals, unusedEvents, unusedVenues } from './reads.ts';
import { Totals, UnusedEvent, UnusedEventPage, UnusedFilter, UnusedLocation, UnusedVenue } from './types.ts';

@Resolver(() => UnusedEvent)
export class UnusedEventResolver {
  @Query(() => UnusedEventPage)
  async unusedEvents(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => UnusedFilter, { nullable: true }) filter: UnusedFilter | null,
    @Ctx() { dataSource, organizationId }: Context,
  ): Promise<UnusedEventPage> {
    const page = { first, after, filter: filter ?? {} };
    const rows = await unusedEvents(dataSource, organizationId, page);
    const nodes = rows.map((row) => Object.assign(row, { filter: page.filter }));
    const last = nodes.at(-1);
    return { nodes, endCursor: last ? `${last.endsAt},${last.eventId}` : null };
  }

  @FieldResolver(() => Event)
  event(@Root() row: UnusedEvent, @Ctx() { events }: Context): Promise<Event> {
    return events.load(row.eventId);
  }

  @FieldResolver(() => [TicketGroup])
  groups(@Root() row: UnusedEvent, @Ctx() { groupsOfEvent }: Context): Promise<TicketGroup[]> {
    return groupsOfEvent(row.filter).load(row.eventId);
  }
}

@Resolver(() => Event)
export class EventResolver {
  @FieldResolver(() => Venue)
  venue(@Root() event: Event, @Ctx() { venues }: Context): Promise<Venue> {
    return venues.load(event.venueId);
  }
}

@Resolver(() => TicketGroup)
export class TicketGroupResolver {
  @FieldResolver(() => Event)
  event(@Root() group: TicketGroup, @Ctx() { events }: Context): Promise<Event> {
    return events.load(group.eventId);
  }

  @FieldResolver(() => TicketLocation)
  location(@Root() group: TicketGroup, @Ctx() { locations }: Context): Promise<TicketLocation> {
    return locations.load(group.ticketLocationId);
  }

  @FieldResolver(() => TicketCategory)
  category(@Root() group: TicketGroup, @Ctx() { categories }: Context): Promise<TicketCategory> {
    return categories.load(group.ticketCategoryId);
  }
}

@Resolver(() => UnusedVenue)
export class UnusedVenueResolver {
  @Query(() => [UnusedVenue])
  unusedVenues(
    @Arg('first', () => Int) first: number,
    @Ctx() { dataSource, organizationId }: Context,
  ): Promise<UnusedVenue[]> {
    return unusedVenues(dataSource, organizationId, first);
  }

  @Query(() => Totals)
  totals(@Ctx() { dataSource, organizationId }: Context): Promise<Totals> {
    return totals(dataSource, organizationId);
  }

  @Mutation(() => String)
  confirm(@Arg('id', () => String) id: string, @Ctx() context: Context): Promise<string> {
    return confirm(id, context);
  }

  @FieldResolver(() => Venue)
  venue(@Root() row: UnusedVenue, @Ctx() { venues }: Context): Promise<Venue> {
    return venues.load(row.venueId);
  }

  @FieldResolver(() => [UnusedLocation])
  locations(@Root() row: UnusedVenue, @Ctx() { locationsOfVenue }: Context): Promise<UnusedLocation[]> {
    return locationsOfVenue.load(row.venueId);
  }
}

@Resolver(() => UnusedLocation)
export class UnusedLocationResolver {
  @FieldResolver(() => TicketLocation)
  location(@Root() row: UnusedLocation, @Ctx() { locations }: Context): Promise<TicketLocation> {
    return locations.load(row.locationId);
  }

  @FieldResolver(() => TicketGroup)
  lastGroup(@Root() row: UnusedLocation, @Ctx() { lastGroupOfLocation }: Context): Promise<TicketGroup> {
    return lastGroupOfLocation.load(row.locationId);
  }
}
