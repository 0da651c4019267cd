import type { RequestContext } from '../../platform/context.ts';
import { allowed, denied, type Permission } from '../../platform/permission.ts';
import { permissionTo } from '../people/permissions.ts';
import type { Order, OrderStatus } from './order.entity.ts';

/** Whether this user may complete the order's guest list, whatever state it is in. */
export function permissionToCompleteGuestList(order: Order, userId: string): Permission {
  return order.recipientId === userId ? allowed : denied('Only the recipient of an order can complete its guest list.');
}

/** Whether this user can change, submit and confirm the order's guest list now. */
export function permissionToConfirmGuestList(order: Order, userId: string): Permission {
  const permission = permissionToCompleteGuestList(order, userId);
  return permission.allowed ? guestListOpen(order.status) : permission;
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
