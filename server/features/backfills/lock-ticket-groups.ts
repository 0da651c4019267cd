import type { WriteTransaction } from '../../platform/database/transaction.ts';

/**
 * Locks the rows of a draft's groups until the end of the transaction. Every writer of tickets does this first, and in the order of
 * ids, so that two of them wait for each other instead of giving the same ticket twice or blocking each other for good.
 */
export async function lockTicketGroups(tx: WriteTransaction, backfillId: string): Promise<void> {
  await tx.execute(LOCK, [tx.organizationId, backfillId], 'lock-ticket-groups');
}

const LOCK = `
  SELECT FROM ticket_groups WHERE organization_id = $1 AND id = ANY (
    ARRAY (SELECT ticket_group_id FROM assignments WHERE organization_id = $1 AND backfill_id = $2)
  ) ORDER BY id FOR NO KEY UPDATE`;
