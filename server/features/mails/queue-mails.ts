import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { MailFacts, MailKind } from './mail.entity.ts';

/** Name of the job that sends one mail; see server/jobs.ts. */
export const DELIVER_MAIL = 'deliverMail';

export interface NewMail {
  kind: MailKind;
  recipientId: string;
  facts: MailFacts;
  /** A mail with the same key is queued only once, whatever became of it. */
  deduplicationKey?: string;
}

/** Queues one mail. @returns its id, or undefined where one with the same key was queued before */
export async function queueMail(tx: WriteTransaction, mail: NewMail, now: Date): Promise<string | undefined> {
  return (await queueMails(tx, [mail], now))[0];
}

/** Queues mails in the transaction of what causes them: they are sent if, and only if, it commits. @returns the ids of the new ones */
export async function queueMails(tx: WriteTransaction, mails: readonly NewMail[], now: Date): Promise<string[]> {
  if (mails.length === 0) return [];
  const rows = mails.map(({ kind, recipientId, facts, deduplicationKey }) => ({
    id: newId(),
    kind,
    recipient_id: recipientId,
    facts,
    deduplication_key: deduplicationKey ?? null,
  }));
  const queued = await tx.rows<{ id: string }>(
    `INSERT INTO mails (organization_id, id, kind, status, recipient_id, facts, deduplication_key, created_at)
     SELECT $1, id, kind, 'QUEUED', recipient_id, facts, deduplication_key, $3
     FROM jsonb_to_recordset($2) AS mail(id uuid, kind text, recipient_id uuid, facts jsonb, deduplication_key text)
     ON CONFLICT (organization_id, deduplication_key) DO NOTHING RETURNING id`,
    [tx.organizationId, JSON.stringify(rows), now],
    'queue-mails',
  );
  const ids = queued.map(({ id }) => id);
  await addDeliveries(tx, ids);
  return ids;
}

/** Adds the jobs that send the mails, not before the instant where one is given. */
export async function addDeliveries(tx: WriteTransaction, mailIds: readonly string[], runAt?: Date): Promise<void> {
  if (mailIds.length === 0) return;
  await tx.execute(
    `SELECT add_job($1, jsonb_build_object('mailId', id), $3, id::text) FROM unnest($2::uuid[]) AS mail(id)`,
    [DELIVER_MAIL, mailIds, runAt ?? null],
    'add-deliveries',
  );
}
