import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Order } from './order.entity.ts';
import { ORDER_ORDER, ordersPage } from './orders.reads.ts';
import { OrderConnection, OrderFilter } from './orders.types.ts';
import { findVisibleOrder, visibleOrders } from './visible-orders.ts';

const FILTER = { nullable: true, description: 'What to list; absent means everything.' };

@Resolver()
export class OrdersResolver {
  @Query(() => OrderConnection, { description: 'The orders that the viewer is the recipient of, newest first.' })
  async myOrders(
    @Arg('filter', () => OrderFilter, FILTER) filter: OrderFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Order>> {
    const page = readPage({ first, after }, ORDER_ORDER, 2);
    return ordersPage(await ctx.read(), new Set([ctx.viewer.userId]), filter ?? {}, page);
  }

  @Query(() => OrderConnection, {
    description:
      'The orders that the viewer may see, newest first: the own and those of users whom the viewer stands in for; for managers also those of their reports, direct and indirect; for Ticket Managers and above all.',
  })
  async orders(
    @Arg('filter', () => OrderFilter, FILTER) filter: OrderFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Order>> {
    const page = readPage({ first, after }, ORDER_ORDER, 2);
    return ordersPage(await ctx.read(), await visibleOrders(ctx), filter ?? {}, page);
  }

  @Query(() => Order, {
    nullable: true,
    description: 'One order; null where the id names none that the viewer may see.',
  })
  async order(
    @Arg('id', () => ID, { description: 'Id of the order.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Order | null> {
    const orderId = decodeNodeId(id, 'Order', ctx.organizationId);
    return (orderId && (await findVisibleOrder(ctx, orderId))) || null;
  }
}
