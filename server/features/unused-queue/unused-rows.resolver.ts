import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { Money } from '../../platform/money.ts';
import { TicketGroupConnection } from '../inventory/inventory.types.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { TicketLocation } from '../venues/ticket-location.entity.ts';
import { Venue } from '../venues/venue.entity.ts';
import { ticketLocationById, venueById } from '../venues/venues.loaders.ts';
import { groupKeyset } from './order-by-label.ts';
import { childrenPage, GROUPS_OF_EVENT, GROUPS_OF_LOCATION, LOCATIONS_OF_VENUE } from './unused-queue-children.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import {
  UnusedEvent,
  UnusedTicketLocation,
  UnusedTicketLocationConnection,
  type UnusedValue,
  UnusedVenue,
} from './unused-queue.types.ts';
import { unusedValues } from './unused-sums.reads.ts';

const VALUE = {
  description: 'Face value of its unused tickets as far as it is known, one amount for each currency, by currency.',
};
const WITHOUT_VALUE = {
  description: 'How many of its unused tickets have no value on file and are left out of `faceValue`.',
};
const FIRST_CHILDREN = { ...FIRST, defaultValue: 10 };

@Resolver(() => UnusedEvent)
export class UnusedEventResolver {
  @FieldResolver(() => TicketGroupConnection, {
    description: 'Its groups with unused tickets that match the filter, by ticket location.',
  })
  ticketGroups(
    @Root() row: UnusedEvent,
    @Arg('first', () => Int, FIRST_CHILDREN) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Connection<TicketGroup> | Promise<Connection<TicketGroup>> {
    const page = readPage({ first, after }, GROUPS_OF_EVENT.order, 3);
    const { groups } = row;
    if (!groups || page.after) return childrenPage(GROUPS_OF_EVENT, row.query, row.event.id, page, ctx);
    return toConnection(groups.rows, page, GROUPS_OF_EVENT.order, (group) => groupKeyset(group, groups.labels));
  }

  @FieldResolver(() => [Money], VALUE)
  async faceValue(@Root() row: UnusedEvent, @Ctx() ctx: RequestContext): Promise<Money[]> {
    return (row.value ?? (await valueOf(row.query, 'event_id', row.event.id, ctx))).faceValue;
  }

  @FieldResolver(() => Int, WITHOUT_VALUE)
  async ticketsWithoutValue(@Root() row: UnusedEvent, @Ctx() ctx: RequestContext): Promise<number> {
    return (row.value ?? (await valueOf(row.query, 'event_id', row.event.id, ctx))).ticketsWithoutValue;
  }
}

@Resolver(() => UnusedVenue)
export class UnusedVenueResolver {
  @FieldResolver(() => Venue, { description: 'The venue itself.' })
  venue(@Root() row: UnusedVenue, @Ctx() ctx: RequestContext): Venue | Promise<Venue> {
    return ctx.find(venueById, row.venueId);
  }

  @FieldResolver(() => UnusedTicketLocationConnection, {
    description: 'Its ticket locations with unused tickets that match the filter, by name.',
  })
  ticketLocations(
    @Root() row: UnusedVenue,
    @Arg('first', () => Int, FIRST_CHILDREN) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Connection<UnusedTicketLocation> | Promise<Connection<UnusedTicketLocation>> {
    const page = readPage({ first, after }, LOCATIONS_OF_VENUE.order, 2);
    if (row.locations && !page.after && row.locations.page.first === page.first) return row.locations.rows;
    return childrenPage(LOCATIONS_OF_VENUE, row.query, row.venueId, page, ctx);
  }

  @FieldResolver(() => [Money], VALUE)
  async faceValue(@Root() row: UnusedVenue, @Ctx() ctx: RequestContext): Promise<Money[]> {
    return (await valueOf(row.query, 'venue_id', row.venueId, ctx)).faceValue;
  }

  @FieldResolver(() => Int, WITHOUT_VALUE)
  async ticketsWithoutValue(@Root() row: UnusedVenue, @Ctx() ctx: RequestContext): Promise<number> {
    return (await valueOf(row.query, 'venue_id', row.venueId, ctx)).ticketsWithoutValue;
  }
}

@Resolver(() => UnusedTicketLocation)
export class UnusedTicketLocationResolver {
  @FieldResolver(() => TicketLocation, { description: 'The ticket location itself.' })
  ticketLocation(
    @Root() row: UnusedTicketLocation,
    @Ctx() ctx: RequestContext,
  ): TicketLocation | Promise<TicketLocation> {
    return ctx.find(ticketLocationById, row.ticketLocationId);
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
  ): Connection<TicketGroup> | Promise<Connection<TicketGroup>> {
    const page = readPage({ first, after }, GROUPS_OF_LOCATION.order, 2);
    if (row.groups && !page.after && row.groups.page.first === page.first) return row.groups.rows;
    return childrenPage(GROUPS_OF_LOCATION, row.query, row.ticketLocationId, page, ctx);
  }

  @FieldResolver(() => [Money], VALUE)
  async faceValue(@Root() row: UnusedTicketLocation, @Ctx() ctx: RequestContext): Promise<Money[]> {
    return (await valueOf(row.query, 'ticket_location_id', row.ticketLocationId, ctx)).faceValue;
  }

  @FieldResolver(() => Int, WITHOUT_VALUE)
  async ticketsWithoutValue(@Root() row: UnusedTicketLocation, @Ctx() ctx: RequestContext): Promise<number> {
    return (await valueOf(row.query, 'ticket_location_id', row.ticketLocationId, ctx)).ticketsWithoutValue;
  }
}

/** The sums of one row; rows of the same page share the statement. */
async function valueOf(
  query: UnusedQueueQuery,
  by: Parameters<typeof unusedValues>[2],
  id: string,
  ctx: RequestContext,
): Promise<UnusedValue> {
  const loader = query.loader<UnusedValue>(`value of ${by}`, (tx, ids) => unusedValues(tx, query, by, ids));
  return ctx.loadExisting(loader, id);
}
