import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { TicketLocation } from './ticket-location.entity.ts';
import { Venue } from './venue.entity.ts';
import { venueById } from './venues.loaders.ts';

@Resolver(() => TicketLocation)
export class VenuesResolver {
  @Query(() => [Venue], { description: 'All venues of the organization, by name.' })
  async venues(@Ctx() ctx: RequestContext): Promise<Venue[]> {
    const tx = await ctx.read();
    return tx.manager.find(Venue, { where: { organizationId: tx.organizationId }, order: { nameKey: 'ASC' } });
  }

  @FieldResolver(() => Venue, { description: 'The venue it is in.' })
  venue(@Root() location: TicketLocation, @Ctx() ctx: RequestContext): Venue | Promise<Venue> {
    return ctx.find(venueById, location.venueId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Row; null where the location has none.' })
  row(@Root() location: TicketLocation): string | null {
    return location.rowName || null;
  }

  @FieldResolver(() => String, { description: 'How it is called: "Suite 214", "Club 108, row C".' })
  name(@Root() location: TicketLocation): string {
    return ticketLocationName(location);
  }
}

/** The name that people know a ticket location by. */
export function ticketLocationName(location: { section: string; rowName: string }): string {
  return location.rowName ? `${location.section}, row ${location.rowName}` : location.section;
}
