import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { RequestError } from '../../platform/request-error.ts';
import { permissionAsSeparateConfirmer } from '../orders/order-permissions.ts';
import { Order, OrderStatus } from '../orders/order.entity.ts';
import { orderById } from '../orders/orders.loaders.ts';
import { auditGuestList } from './audit-guest-list.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import { type ConfirmGuestListError, GuestListNotSubmitted } from './guest-list.errors.ts';
import type { ConfirmGuestListInput } from './guest-list.inputs.ts';
import type { ConfirmGuestListPayload } from './guest-list.payloads.ts';
import { requireCurrentVersion, savedGuestList } from './guest-list.reads.ts';
import { lockEvent } from './lock-event.ts';
import { lockOrder, refusalOf } from './lock-order.ts';
import { samePersonAgain } from './review-guest-list.ts';

interface Outcome {
  orderId?: string;
  userErrors: ConfirmGuestListError[];
}

/**
 * Makes the submitted guest list final. Confirming the same version again changes nothing. `waitForEvent` makes the confirms of
 * one event wait for each other; the test's control replaces it.
 */
export async function confirmGuestList(
  input: ConfirmGuestListInput,
  ctx: RequestContext,
  waitForEvent: typeof lockEvent = lockEvent,
): Promise<ConfirmGuestListPayload> {
  const { orderId, userErrors } = await ctx.write((tx) => confirm(tx, ctx, input, waitForEvent));
  return { order: orderId ? await ctx.loadExisting(orderById, orderId) : null, userErrors };
}

async function confirm(
  tx: WriteTransaction,
  ctx: RequestContext,
  input: ConfirmGuestListInput,
  waitForEvent: typeof lockEvent,
): Promise<Outcome> {
  const order = await lockOrder(tx, ctx, input.orderId);
  if (order instanceof UnknownReference) return { userErrors: [order] };
  const { reason } = await permissionAsSeparateConfirmer(order, ctx, tx);
  if (reason !== null) throw new RequestError('FORBIDDEN', reason);
  // The same confirm again: a double click, or the answer got lost.
  const repeated = order.status === OrderStatus.CONFIRMED && order.guestListVersion === input.expectedVersion;
  if (repeated) return { orderId: order.id, userErrors: [] };
  const refusal = refusalOf(order, input.expectedVersion) ?? notSubmitted(order);
  if (refusal) return { orderId: order.id, userErrors: [refusal] };
  await waitForEvent(tx, order.eventId);
  const problems = samePersonAgain(await savedGuestList(tx, order));
  if (problems.length > 0) return { orderId: order.id, userErrors: problems };
  await finalize(tx, ctx, order);
  return { orderId: order.id, userErrors: [] };
}

function notSubmitted(order: Order): GuestListNotSubmitted | undefined {
  return order.submittedAt
    ? undefined
    : new GuestListNotSubmitted('Submit the guest list first, then confirm it.', ['orderId']);
}

async function finalize(tx: WriteTransaction, ctx: RequestContext, order: Order): Promise<void> {
  const { organizationId } = tx;
  const version = await requireCurrentVersion(tx, order.id);
  const stamp = { confirmedAt: ctx.now, confirmedById: ctx.viewer.userId };
  const changes = { status: OrderStatus.CONFIRMED, ...stamp };
  await tx.manager.update(Order, { organizationId, id: order.id }, changes);
  await tx.manager.update(GuestListVersion, { organizationId, id: version.id }, stamp);
  const guestListVersionId = version.id;
  await auditGuestList(tx, ctx, order, {
    action: 'guestList.confirmed',
    before: { guestListVersionId, status: order.status },
    after: { guestListVersionId, status: changes.status, confirmedAt: ctx.now },
  });
}
