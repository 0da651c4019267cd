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
  await recordAudit(tx, ctx.actor, [{ ...change, subjectType: 'Order', subjectId: order.id, eventAt: event.endsAt }]);
}
