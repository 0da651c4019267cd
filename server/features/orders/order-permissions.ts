import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadWithin } from '../../platform/load-within.ts';
import { allowed, denied, type Permission } from '../../platform/permission.ts';
import { backfillById } from '../backfills/backfills.loaders.ts';
import { permissionTo } from '../people/permissions.ts';
import { ApiScope, scopeProblem } from '../people/scope.ts';
import { standsInFor } from '../proxies/proxies.loaders.ts';
import { currentSettings } from '../settings/settings.loaders.ts';
import type { Order, OrderStatus } from './order.entity.ts';

/** Whether the viewer may complete the order's guest list, whatever state it is in. Inside a write, pass its transaction. */
export async function permissionToCompleteGuestList(
  order: Order,
  ctx: RequestContext,
  tx?: ReadTransaction,
): Promise<Permission> {
  const problem = scopeProblem([ApiScope.GUEST_LISTS], ctx);
  if (problem !== null) return denied(problem);
  if (order.recipientId === ctx.viewer.userId) return allowed;
  const permission = permissionTo('completeForOthers', ctx);
  if (permission.allowed) return permission;
  return (await standsInFor(ctx, tx)).has(order.recipientId) ? allowed : permission;
}

/** Whether the viewer can change, submit and confirm the order's guest list now. */
export async function permissionToConfirmGuestList(order: Order, ctx: RequestContext): Promise<Permission> {
  const permission = await permissionToCompleteGuestList(order, ctx);
  if (!permission.allowed) return permission;
  const open = guestListOpen(order.status);
  return open.allowed ? permissionAsSeparateConfirmer(order, ctx) : open;
}

/**
 * Segregation of duties, where the organization asks for it: who confirmed a backfill saves and submits the guest lists of its
 * orders at most. Inside a write, pass its transaction.
 */
export async function permissionAsSeparateConfirmer(
  order: Order,
  ctx: RequestContext,
  tx?: ReadTransaction,
): Promise<Permission> {
  if (!order.backfillId) return allowed;
  const settings = await loadWithin(ctx, tx, currentSettings, ctx.organizationId);
  if (!settings?.separateConfirmer) return allowed;
  const backfill = await loadWithin(ctx, tx, backfillById, order.backfillId);
  return backfill?.confirmedById === ctx.viewer.userId
    ? denied('You backfilled these tickets: somebody else has to confirm the guest list.')
    : allowed;
}

/** Whether the viewer can make the order's confirmed guest list open to changes again. */
export function permissionToReopen(order: Order, ctx: RequestContext): Permission {
  const permission = permissionTo('reopenOrders', ctx);
  if (!permission.allowed || order.status === 'CONFIRMED') return permission;
  return denied('There is nothing to reopen: the guest list is not confirmed.');
}

/** Whether an order in this state has a guest list that can still change. */
export function guestListOpen(status: OrderStatus): Permission {
  return REASONS[status];
}

const REASONS: Record<OrderStatus, Permission> = {
  ORDERED: denied('These tickets were ordered before the event; no guest list is asked for.'),
  CONFIRM_GUEST_LIST: allowed,
  CONFIRMED: denied('The guest list is confirmed and can no longer be changed.'),
};
