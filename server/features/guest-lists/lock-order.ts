import { StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { RequestError } from '../../platform/request-error.ts';
import { guestListOpen, permissionToCompleteGuestList } from '../orders/order-permissions.ts';
import { Order } from '../orders/order.entity.ts';
import { canSeeOrder } from '../orders/visible-orders.ts';
import { OrderNotOpen } from './guest-list.errors.ts';

/**
 * Locks the order, so that saving, submitting and confirming one guest list happen one after the other. An order that the viewer
 * cannot see is unknown; one that the viewer can see but not complete is FORBIDDEN.
 */
export async function lockOrder(
  tx: WriteTransaction,
  ctx: RequestContext,
  nodeId: string,
): Promise<Order | UnknownReference> {
  const order = await lockVisibleOrder(tx, ctx, nodeId);
  if (order instanceof UnknownReference) return order;
  const { reason } = await permissionToCompleteGuestList(order, ctx, tx);
  if (reason !== null) throw new RequestError('FORBIDDEN', reason);
  return order;
}

/** Locks an order that the viewer can see, whatever the viewer may do with it. */
export async function lockVisibleOrder(
  tx: WriteTransaction,
  ctx: RequestContext,
  nodeId: string,
): Promise<Order | UnknownReference> {
  const id = decodeNodeId(nodeId, 'Order', ctx.organizationId);
  const order = id ? await lockRow(tx, id) : null;
  return order && (await canSeeOrder(ctx, order, tx))
    ? order
    : new UnknownReference('This id names no order.', ['orderId']);
}

/** Why the guest list cannot be changed from the version that the caller has seen; undefined when it can. */
export function refusalOf(order: Order, expectedVersion: number): OrderNotOpen | StaleVersion | undefined {
  const { reason } = guestListOpen(order.status);
  if (reason !== null) return new OrderNotOpen(reason, order.status);
  if (order.guestListVersion !== expectedVersion) {
    const message = `The guest list was saved meanwhile: you have version ${expectedVersion}, it is now version ${order.guestListVersion}.`;
    return new StaleVersion(message, order.guestListVersion);
  }
  return undefined;
}

function lockRow(tx: WriteTransaction, id: string): Promise<Order | null> {
  return tx.manager
    .createQueryBuilder(Order, 'o')
    .where({ organizationId: tx.organizationId, id })
    .setLock('pessimistic_write')
    .getOne();
}
