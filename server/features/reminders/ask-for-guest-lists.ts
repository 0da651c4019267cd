import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { queueMails } from '../mails/queue-mails.ts';

/** An order whose guest list is asked for. */
export interface AskedOrder {
  id: string;
  recipientId: string;
}

/**
 * Tells recipients that orders wait for their guest lists: one mail for each, however many orders there are. `cause` names what asks, such as
 * `reopened:<id>`; the same cause never mails a person twice.
 */
export async function askForGuestLists(
  tx: WriteTransaction,
  orders: readonly AskedOrder[],
  cause: string,
  now: Date,
): Promise<void> {
  const ofPerson = new Map<string, string[]>();
  for (const { id, recipientId } of orders) ofPerson.set(recipientId, [...(ofPerson.get(recipientId) ?? []), id]);
  const mails = [...ofPerson].map(([recipientId, orderIds]) => ({
    kind: 'GUEST_LIST_WAITING' as const,
    recipientId,
    facts: { orderIds },
    deduplicationKey: `${cause}:${recipientId}`,
  }));
  await queueMails(tx, mails, now);
}
