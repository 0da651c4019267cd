import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadWithin } from '../../platform/load-within.ts';
import type { LoaderDefinition } from '../../platform/loader.ts';
import { permissionTo } from '../people/permissions.ts';
import { standsInFor } from '../proxies/proxies.loaders.ts';
import type { Order } from './order.entity.ts';
import { orderById } from './orders.loaders.ts';

/** Whose orders the viewer may see: everybody's, or those of these users. */
export type VisibleOrders = 'ALL' | ReadonlySet<string>;

/**
 * Whose orders the viewer may see: everybody the own and those of whom they stand in for, managers also those of direct and indirect reports, Ticket Managers and
 * above all. Every way to an order goes through here. Inside a write, pass its transaction.
 */
export async function visibleOrders(ctx: RequestContext, tx?: ReadTransaction): Promise<VisibleOrders> {
  const { userId } = ctx.viewer;
  if (permissionTo('seeAllOrders', ctx).allowed) return 'ALL';
  const own = [userId, ...(await standsInFor(ctx, tx))];
  if (!permissionTo('seeReportsOrders', ctx).allowed) return new Set(own);
  return new Set([...own, ...((await loadWithin(ctx, tx, reportsOf, userId)) ?? [])]);
}

/** Whether the viewer may see the order. Where not, the answer must equal that for an unknown id. */
export async function canSeeOrder(ctx: RequestContext, order: Order, tx?: ReadTransaction): Promise<boolean> {
  if (order.recipientId === ctx.viewer.userId) return true;
  const visible = await visibleOrders(ctx, tx);
  return visible === 'ALL' || visible.has(order.recipientId);
}

/** The order, or undefined where there is none that the viewer may see. */
export async function findVisibleOrder(ctx: RequestContext, id: string): Promise<Order | undefined> {
  const order = await ctx.load(orderById, id);
  return order && (await canSeeOrder(ctx, order)) ? order : undefined;
}

/** The direct and indirect reports of managers. UNION drops what was found before, so that a circle of managers ends. */
const reportsOf: LoaderDefinition<string, string[]> = {
  async load(tx, managerIds) {
    const rows = await tx.rows<{ root: string; id: string }>(
      `WITH RECURSIVE reports AS (
         SELECT manager_id AS root, id FROM users WHERE organization_id = $1 AND manager_id = ANY ($2::uuid[])
         UNION
         SELECT r.root, u.id FROM reports r JOIN users u ON u.organization_id = $1 AND u.manager_id = r.id
       ) SELECT root, id FROM reports`,
      [tx.organizationId, managerIds],
      'reports-of-managers',
    );
    return managerIds.map((managerId) => rows.filter(({ root }) => root === managerId).map(({ id }) => id));
  },
};
