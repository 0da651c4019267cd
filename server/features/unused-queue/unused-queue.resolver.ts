import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { requireAbility } from '../people/permissions.ts';
import { eventViewPage } from './event-view-page.ts';
import { UnusedQueueQuery } from './unused-queue-query.ts';
import { filterHints, unusedTotals } from './unused-sums.reads.ts';
import { venueViewPage } from './venue-view-page.ts';
import {
  FilterHint,
  type UnusedEvent,
  UnusedEventConnection,
  UnusedEventOrder,
  UnusedQueue,
  UnusedQueueFilter,
  UnusedTotals,
  type UnusedVenue,
  UnusedVenueConnection,
  UnusedVenueOrder,
} from './unused-queue.types.ts';

@Resolver(() => UnusedQueue)
export class UnusedQueueResolver {
  @Query(() => UnusedQueue, {
    description: 'The unused queue under a filter: Event View, Venue View and totals. For Ticket Managers and up.',
  })
  unusedQueue(
    @Arg('filter', () => UnusedQueueFilter, { nullable: true, description: 'Absent means everything.' })
    filter: UnusedQueueFilter | null | undefined,
    @Ctx() ctx: RequestContext,
  ): UnusedQueue {
    requireAbility('useUnusedQueue', ctx);
    return Object.assign(new UnusedQueue(), { query: UnusedQueueQuery.from(filter, ctx) });
  }

  @FieldResolver(() => UnusedTotals, { description: 'Exact sums under the filter.' })
  async totals(@Root() { query }: UnusedQueue, @Ctx() ctx: RequestContext): Promise<UnusedTotals> {
    return unusedTotals(await ctx.read(), query);
  }

  @FieldResolver(() => [FilterHint], {
    description:
      'For each active part of the filter, how many tickets would match without it; the most first. Empty without a filter.',
  })
  async filterHints(@Root() { query }: UnusedQueue, @Ctx() ctx: RequestContext): Promise<FilterHint[]> {
    return filterHints(await ctx.read(), query);
  }

  @FieldResolver(() => UnusedEventConnection, { description: 'The Event View.' })
  events(
    @Root() { query }: UnusedQueue,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Arg('orderBy', () => UnusedEventOrder, {
      defaultValue: UnusedEventOrder.END_DESC,
      description: 'Ties are broken by id.',
    })
    orderBy: UnusedEventOrder,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<UnusedEvent>> {
    const page = readPage({ first, after }, orderBy, 2);
    return eventViewPage(ctx, query, orderBy, page, info);
  }

  @FieldResolver(() => UnusedVenueConnection, { description: 'The Venue View.' })
  venues(
    @Root() { query }: UnusedQueue,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Arg('orderBy', () => UnusedVenueOrder, {
      defaultValue: UnusedVenueOrder.NAME,
      description: 'Ties are broken by name and id.',
    })
    orderBy: UnusedVenueOrder,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<UnusedVenue>> {
    const page = readPage({ first, after }, orderBy, orderBy === 'NAME' ? 2 : 3);
    return venueViewPage(ctx, query, orderBy, page, info);
  }
}
