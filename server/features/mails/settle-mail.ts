import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import type { MailFailure } from '../../platform/mail/mail-failure.ts';
import type { Mail } from './mail.entity.ts';
import { addDeliveries } from './queue-mails.ts';

/** After so many failed attempts a mail is given up: about 18 hours after the first. */
export const MAX_ATTEMPTS = 8;
const LONGEST_PAUSE = 6 * 3_600_000;
/** How often it is tried to write the outcome down, while the database is away. */
const SETTLE_ATTEMPTS = 6;

/** Writes down what became of an attempt, and does not give up at once: otherwise the mail might be sent again. */
export async function settleMail(
  database: Database,
  mail: Mail,
  work: (tx: WriteTransaction) => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.write(mail.organizationId, work);
      return;
    } catch (error) {
      if (attempt >= SETTLE_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
    }
  }
}

/** Plans the next attempt, or gives the mail up. */
export async function failMail(
  tx: WriteTransaction,
  mail: Mail,
  failure: MailFailure,
  now: Date,
  firstPause: number,
): Promise<void> {
  const isOver = isGivenUp(mail, failure);
  const nextAttemptAt = isOver ? null : new Date(now.getTime() + pauseAfter(mail.attempts, firstPause));
  const changed = await tx.execute(
    `UPDATE mails SET status = $4, last_error = $5, next_attempt_at = $6, claimed_until = NULL
     WHERE organization_id = $1 AND id = $2 AND status = 'QUEUED' AND attempts = $3`,
    [tx.organizationId, mail.id, mail.attempts, isOver ? 'DEAD' : 'QUEUED', failure.message, nextAttemptAt],
  );
  if (changed === 1 && nextAttemptAt) await addDeliveries(tx, [mail.id], nextAttemptAt);
}

/** Whether the failed attempt was the last. */
export function isGivenUp(mail: Mail, failure: MailFailure): boolean {
  return failure.isPermanent || mail.attempts >= MAX_ATTEMPTS;
}

/** 1, 4, 16 minutes and so on, up to 6 hours. */
export function pauseAfter(attempts: number, firstPause: number): number {
  return Math.min(firstPause * 4 ** (attempts - 1), LONGEST_PAUSE);
}
