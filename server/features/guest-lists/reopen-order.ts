import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { guestListDueAt } from '../orders/guest-list-due.ts';
import { type Order, OrderStatus } from '../orders/order.entity.ts';
import { orderById } from '../orders/orders.loaders.ts';
import { askForGuestLists } from '../reminders/ask-for-guest-lists.ts';
import { auditGuestList } from './audit-guest-list.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import { guestsOfVersion } from './guest-list.loaders.ts';
import { requireCurrentVersion } from './guest-list.reads.ts';
import { Guest } from './guest.entity.ts';
import { lockVisibleOrder } from './lock-order.ts';
import { readReason } from './reason.ts';
import {
  OrderNotConfirmed,
  type ReopenOrderError,
  type ReopenOrderInput,
  type ReopenOrderPayload,
} from './reopen-order.types.ts';

/** Opens a confirmed guest list to changes again. What was confirmed stays as it was; a copy of it is what can be changed. */
export async function reopenOrder(input: ReopenOrderInput, ctx: RequestContext): Promise<ReopenOrderPayload> {
  const { orderId, userErrors } = await ctx.write((tx) => reopen(tx, ctx, input));
  return { order: orderId ? await ctx.loadExisting(orderById, orderId) : null, userErrors };
}

async function reopen(
  tx: WriteTransaction,
  ctx: RequestContext,
  input: ReopenOrderInput,
): Promise<{ orderId?: string; userErrors: ReopenOrderError[] }> {
  const order = await lockVisibleOrder(tx, ctx, input.orderId);
  if (order instanceof UnknownReference) return { userErrors: [order] };
  const reason = readReason(input.reason, ['reason']);
  const problems = [
    ...(order.status === OrderStatus.CONFIRMED ? [] : [new OrderNotConfirmed(order.status)]),
    ...(reason instanceof InvalidInput ? [reason] : []),
  ];
  if (reason instanceof InvalidInput || problems.length > 0) return { orderId: order.id, userErrors: problems };
  const confirmed = await requireCurrentVersion(tx, order.id);
  const opened = await copyVersion(tx, ctx, confirmed);
  await tx.manager.update(
    GuestListVersion,
    { organizationId: tx.organizationId, id: confirmed.id },
    { reopenedAt: ctx.now, reopenedById: ctx.viewer.userId, reopenReason: reason },
  );
  await openOrder(tx, ctx, order, opened.version);
  await auditGuestList(tx, ctx, order, {
    action: 'order.reopened',
    before: { guestListVersionId: confirmed.id, status: order.status, confirmedAt: order.confirmedAt },
    after: { guestListVersionId: opened.id, status: OrderStatus.CONFIRM_GUEST_LIST, confirmedAt: null },
    reason,
  });
  await askForGuestLists(tx, [order], `reopened:${opened.id}`, ctx.now);
  return { orderId: order.id, userErrors: [] };
}

/** The stamps of what was confirmed are history; what goes on is a version of its own. */
async function copyVersion(
  tx: WriteTransaction,
  ctx: RequestContext,
  from: GuestListVersion,
): Promise<GuestListVersion> {
  const { organizationId, orderId, usageCategoryId, businessPurpose, hostPresent } = from;
  const row = { organizationId, id: newId(), orderId, version: from.version + 1 };
  const saved = { savedById: ctx.viewer.userId, savedAt: ctx.now };
  const copy = Object.assign(new GuestListVersion(), row, { usageCategoryId, businessPurpose, hostPresent, ...saved });
  await tx.manager.insert(GuestListVersion, copy);
  const [guests = []] = await guestsOfVersion.load(tx, [from.id]);
  const copies = guests.map((guest) => ({ ...guest, id: newId(), guestListVersionId: copy.id }));
  if (copies.length > 0) await tx.manager.insert(Guest, copies);
  return copy;
}

/** Asks for the guest list anew: with a new due date, and reminded from the beginning. */
async function openOrder(tx: WriteTransaction, ctx: RequestContext, order: Order, version: number): Promise<void> {
  await tx.execute(
    `UPDATE orders SET status = 'CONFIRM_GUEST_LIST', guest_list_version = $3, due_at = $4, reminded_days = NULL,
       submitted_at = NULL, submitted_by_id = NULL, confirmed_at = NULL, confirmed_by_id = NULL
     WHERE organization_id = $1 AND id = $2`,
    [tx.organizationId, order.id, version, guestListDueAt(ctx.now)],
    'reopen-order',
  );
}
