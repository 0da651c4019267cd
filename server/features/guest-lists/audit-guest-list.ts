import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Event } from '../events/event.entity.ts';
import type { Order } from '../orders/order.entity.ts';

/** A change of an order's guest list. Guests appear by the id of their version only. */
export interface GuestListChange {
  action: 'guestList.saved' | 'guestList.submitted' | 'guestList.confirmed' | 'order.reopened';
  before: object;
  after: object;
  reason?: string;
}

/** Records a change of the order's guest list in the transaction of the change. */
export async function auditGuestList(
  tx: WriteTransaction,
  ctx: RequestContext,
  order: Order,
  change: GuestListChange,
): Promise<void> {
  const event = await tx.manager.findOneByOrFail(Event, { organizationId: tx.organizationId, id: order.eventId });
  const subject = { subjectType: 'Order', subjectId: order.id, eventAt: event.endsAt };
  // Reopening is an act of its own; everything else is done for the recipient.
  const onBehalfOfId = change.action === 'order.reopened' ? null : recipientActedFor(ctx, order);
  await recordAudit(tx, ctx.actor, [{ ...change, ...subject, onBehalfOfId }]);
}

/** The order's recipient where the viewer is somebody else, who then acts on their behalf. */
export function recipientActedFor(ctx: RequestContext, order: Order): string | null {
  return order.recipientId === ctx.viewer.userId ? null : order.recipientId;
}
