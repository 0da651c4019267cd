import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Permission } from '../../platform/permission.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { createVenue } from './create-venue.ts';
import type { TicketLocation } from './ticket-location.entity.ts';
import { updateVenue } from './update-venue.ts';
import {
  CreateVenueInput,
  CreateVenuePayload,
  TicketLocationConnection,
  UpdateVenueInput,
  UpdateVenuePayload,
} from './venue-changes.types.ts';
import { Venue } from './venue.entity.ts';
import { LOCATION_ORDER, ticketLocationsPage } from './venues.reads.ts';

@Resolver(() => Venue)
export class VenueChangesResolver {
  @Query(() => TicketLocationConnection, {
    description: 'The ticket locations of a venue, by section and row; none for an unknown venue.',
  })
  async ticketLocations(
    @Arg('venueId', () => ID, { description: 'The venue.' }) venueId: string,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<TicketLocation>> {
    const page = readPage({ first, after }, LOCATION_ORDER, 1);
    const id = decodeNodeId(venueId, 'Venue', ctx.organizationId);
    return id ? ticketLocationsPage(await ctx.read(), id, page) : toConnection([], page, LOCATION_ORDER, () => []);
  }

  @Mutation(() => CreateVenuePayload, { description: 'Adds a venue. For Super Users.' })
  async createVenue(
    @Arg('input', () => CreateVenueInput) input: CreateVenueInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateVenuePayload> {
    requireAbility('administer', ctx);
    const outcome = await createVenue(input, ctx);
    return Array.isArray(outcome) ? { venue: null, userErrors: outcome } : { venue: outcome, userErrors: [] };
  }

  @Mutation(() => UpdateVenuePayload, {
    description:
      'Changes a venue. With another time zone its events keep their local dates and times, and enter or leave the unused queue at once where their end moved over the present. For Super Users.',
  })
  async updateVenue(
    @Arg('input', () => UpdateVenueInput) input: UpdateVenueInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateVenuePayload> {
    requireAbility('administer', ctx);
    const outcome = await updateVenue(input, ctx);
    return Array.isArray(outcome) ? { venue: null, userErrors: outcome } : { venue: outcome, userErrors: [] };
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change the venue.' })
  viewerCanUpdate(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('administer', ctx);
  }
}
