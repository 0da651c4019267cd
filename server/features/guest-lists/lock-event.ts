import type { WriteTransaction } from '../../platform/database/transaction.ts';

/**
 * Lets the confirms of one event's guest lists happen one after the other: otherwise two of them could name the same person, each
 * before it sees the other. Locked after the order, and no writer of orders waits for it (a foreign key's share lock passes).
 */
export async function lockEvent(tx: WriteTransaction, eventId: string): Promise<void> {
  await tx.rows(
    'SELECT id FROM events WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [tx.organizationId, eventId],
    'lock-event',
  );
}
