import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { addDeliveries } from './queue-mails.ts';

/** How long after it should have been sent a mail is taken for forgotten. */
const FORGOTTEN_AFTER = 15 * 60_000;
const BATCH = 1000;

/**
 * Adds the jobs again of mails that a killed process left behind, and forgets tokens that work no longer. @returns how many mails
 * are sent again
 */
export async function recoverMails(tx: WriteTransaction, now: Date): Promise<number> {
  await tx.execute(
    `UPDATE mails SET facts = facts - 'token' - 'tokenUntil'
     WHERE organization_id = $1 AND status = 'KEPT' AND (facts->>'tokenUntil')::timestamptz <= $2`,
    [tx.organizationId, now],
  );
  const forgotten = await tx.rows<{ id: string }>(
    `SELECT id FROM mails WHERE organization_id = $1 AND status = 'QUEUED' AND (claimed_until IS NULL OR claimed_until < $2)
       AND coalesce(next_attempt_at, created_at) < $3 LIMIT ${BATCH}`,
    [tx.organizationId, now, new Date(now.getTime() - FORGOTTEN_AFTER)],
  );
  const ids = forgotten.map(({ id }) => id);
  await addDeliveries(tx, ids);
  return ids.length;
}
