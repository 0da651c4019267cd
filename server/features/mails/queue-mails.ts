import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { addJob } from '../../platform/jobs/add-job.ts';
import type { MailFacts, MailKind } from './mail.entity.ts';

/** Name of the job that sends one mail (again); see server/jobs.ts. */
export const DELIVER_MAIL = 'deliverMail';
/** Name of the job that sends all mails of an organization that were never tried. */
export const DELIVER_NEW_MAILS = 'deliverNewMails';
/** What a transaction announces that queued mails; see deliver-soon.ts. */
export const NEW_MAILS = 'new mails';

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
  const [queued] = await Promise.all([
    tx.rows<{ id: string }>(QUEUE, [tx.organizationId, now, JSON.stringify(rows)], 'queue-mails'),
    sendSoon(tx),
  ]);
  return queued.map(({ id }) => id);
}

/**
 * Queues mails as a statement or a part of one; the transaction has to call `sendSoon` besides. $1 is the organization.
 * @param rows what follows FROM: rows with id, kind, recipient_id, facts and deduplication_key
 * @param at the placeholder of the instant
 */
export const mailsFrom = (rows: string, at: string): string => `
  INSERT INTO mails (organization_id, id, kind, status, recipient_id, facts, deduplication_key, created_at)
  SELECT $1::uuid, id, kind, 'QUEUED', recipient_id, facts, deduplication_key, ${at}::timestamptz FROM ${rows}
  ON CONFLICT (organization_id, deduplication_key) DO NOTHING RETURNING id`;

const QUEUE = mailsFrom(
  'jsonb_to_recordset($3::jsonb) AS mail(id uuid, kind text, recipient_id uuid, facts jsonb, deduplication_key text)',
  '$2',
);

/**
 * Has the new mails sent when the transaction has committed. A running service takes that up itself; elsewhere (in commands) the
 * transaction adds the job. Jobs are kept out of busy transactions because adding one sends a NOTIFY, and PostgreSQL lets only one
 * transaction commit at a time that does.
 */
export async function sendSoon(tx: WriteTransaction): Promise<void> {
  if (!tx.announce(NEW_MAILS)) await addJob(tx, DELIVER_NEW_MAILS, {}, { jobKey: 'new' });
}

/** Adds the jobs that try mails again, not before the instant where one is given. */
export async function addDeliveries(tx: WriteTransaction, mailIds: readonly string[], runAt?: Date): Promise<void> {
  if (mailIds.length === 0) return;
  await tx.execute(
    `SELECT add_job($1, jsonb_build_object('mailId', id), $3, id::text) FROM unnest($2::uuid[]) AS mail(id)`,
    [DELIVER_MAIL, mailIds, runAt ?? null],
    'add-deliveries',
  );
}
