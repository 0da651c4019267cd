import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { guestListDueAt } from '../orders/guest-list-due.ts';
import { askForGuestLists } from '../reminders/ask-for-guest-lists.ts';
import { settingsOf } from '../settings/settings.reads.ts';

/** The most orders that one call moves; call again until it moves none. */
const BATCH = 500;

interface MovedOrder {
  id: string;
  recipientId: string;
  endsAt: Date;
}

/**
 * Asks for the guest lists of tickets that were ordered before an event that is over, where the organization's settings say so:
 * at most 500 orders, those of one person together. Running it again, or twice at once, asks for nothing twice.
 * @returns how many orders now wait for their guest list
 */
export async function askForOrderedGuestLists(tx: WriteTransaction, now: Date): Promise<number> {
  if (!(await settingsOf(tx)).askForOrderedGuestLists) return 0;
  const moved = await moveOrders(tx, now);
  const [first] = moved;
  if (!first) return 0;
  await recordAudit(
    tx,
    { actorId: null, requestId: null, now },
    moved.map(({ id, endsAt }) => ({
      action: 'order.guestListAsked',
      subjectType: 'Order',
      subjectId: id,
      eventAt: endsAt,
      before: { status: 'ORDERED', dueAt: null },
      after: { status: 'CONFIRM_GUEST_LIST', dueAt: guestListDueAt(now) },
    })),
  );
  await askForGuestLists(tx, moved, `ordered:${first.id}`, now);
  return moved.length;
}

/** An order that somebody else is moving is theirs. */
function moveOrders(tx: WriteTransaction, now: Date): Promise<MovedOrder[]> {
  return tx.rows<MovedOrder>(
    `WITH past AS (
       SELECT o.id, e.ends_at FROM orders o
       JOIN events e ON e.organization_id = o.organization_id AND e.id = o.event_id
       WHERE o.organization_id = $1 AND o.status = 'ORDERED' AND e.status = 'SCHEDULED' AND e.ends_at <= $2
       ORDER BY o.recipient_id, o.id LIMIT ${BATCH} FOR NO KEY UPDATE OF o SKIP LOCKED)
     UPDATE orders o SET status = 'CONFIRM_GUEST_LIST', due_at = $3, reminded_days = NULL
     FROM past WHERE o.organization_id = $1 AND o.id = past.id
     RETURNING o.id, o.recipient_id AS "recipientId", past.ends_at AS "endsAt"`,
    [tx.organizationId, now, guestListDueAt(now)],
    'ask-for-ordered-guest-lists',
  );
}
