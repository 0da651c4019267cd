import type { Clock } from '../../platform/clock.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import type { Log } from '../../platform/log.ts';
import { explainMailFailure } from '../../platform/mail/mail-failure.ts';
import type { Mailer, OutgoingMail } from '../../platform/mail/mailer.ts';
import type { Meter } from '../../platform/metrics/meter.ts';
import { isPasswordLink } from '../password-links/password-link.rules.ts';
import { hasSetPasswordSince, makePasswordLink } from '../password-links/make-password-link.ts';
import { readLetterFacts } from './letter-facts.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { Mail } from './mail.entity.ts';
import { failMail, isGivenUp, settleMail } from './settle-mail.ts';
import { writeLetter } from './write-letter.ts';

export interface Delivery {
  database: Database;
  clock: Clock;
  log: Log;
  /** Null where no mail server is configured: mails are kept. */
  mailer: Mailer | null;
  /** Where the links of mails lead. */
  origin: () => string;
  /** Pause after the first failed attempt, in ms; each further one is four times as long, up to six hours. */
  firstPause: number;
  meter?: Pick<Meter, 'mailEnded'>;
}

/** The longest that one process may take to send a mail, many times what its timeouts allow; afterwards another may try. */
export const CLAIM_MS = 10 * 60_000;

/**
 * Sends one mail. It is claimed first, so that two processes never send it at once; the database says SENT right after the mail
 * server has. Only a process that dies between these two moments leaves a mail that is sent again, with the same Message-ID.
 */
export async function deliverMail(organizationId: string, mailId: string, delivery: Delivery): Promise<void> {
  const { database, clock, log, mailer, meter } = delivery;
  const claimed = await database.write(organizationId, (tx) => claimMail(tx, mailId, delivery));
  if (!claimed || !mailer) return;
  const { mail, message } = claimed;
  try {
    await mailer.send(message);
  } catch (error) {
    const failure = explainMailFailure(error);
    log.warn({ mailId, attempt: mail.attempts, reason: failure.message }, 'a mail could not be sent');
    await settleMail(database, mail, (tx) => failMail(tx, mail, failure, clock.now(), delivery.firstPause));
    meter?.mailEnded(isGivenUp(mail, failure) ? 'dead' : 'retried');
    return;
  }
  await settleMail(database, mail, (tx) =>
    tx.execute(
      `UPDATE mails SET status = 'SENT', sent_at = $3, last_error = NULL, next_attempt_at = NULL, claimed_until = NULL
       WHERE organization_id = $1 AND id = $2 AND status = 'QUEUED' AND attempts = $4`,
      [tx.organizationId, mail.id, clock.now(), mail.attempts],
    ),
  );
  meter?.mailEnded('sent');
}

/** Takes a queued mail and writes it; undefined where there is nothing to send (now). */
async function claimMail(
  tx: WriteTransaction,
  mailId: string,
  { clock, mailer, origin, meter }: Delivery,
): Promise<{ mail: Mail; message: OutgoingMail } | undefined> {
  const now = clock.now();
  const where = { organizationId: tx.organizationId, id: mailId };
  const mail = await tx.manager.findOne(Mail, { where, lock: { mode: 'pessimistic_write' } });
  if (!mail || mail.status !== 'QUEUED' || (mail.claimedUntil && mail.claimedUntil > now)) return undefined;

  const facts = await readLetterFacts(tx, [mail]);
  const recipient = facts.users.get(mail.recipientId);
  const isObsolete = isPasswordLink(mail.kind) && (await hasSetPasswordSince(tx, mail.recipientId, mail.createdAt));
  const options = { origin: origin(), onlyOpen: true };
  if (!recipient?.isActive || recipient.erasedAt || isObsolete || !writeLetter(mail, facts, options)) {
    // Nobody to tell, or nothing left to say: as if it had never been queued.
    await tx.manager.delete(Mail, where);
    return undefined;
  }
  const link = isPasswordLink(mail.kind) ? await makePasswordLink(tx, mail.kind, mail.recipientId, now) : undefined;
  if (!mailer) {
    // The outbox is the only way to the link then, so the token stays with the mail until it works no longer.
    const kept = link ? { ...mail.facts, token: link.token, tokenUntil: link.expiresAt.toISOString() } : mail.facts;
    await tx.manager.update(Mail, where, { status: 'KEPT', facts: kept, nextAttemptAt: null });
    meter?.mailEnded('kept');
    return undefined;
  }
  const claim = { attempts: mail.attempts + 1, claimedUntil: new Date(now.getTime() + CLAIM_MS) };
  await tx.manager.update(Mail, where, claim);
  const letter = writeLetter(mail, facts, { ...options, token: link?.token });
  if (!letter) throw new Error('A letter that could be written could not be written again.');
  return {
    mail: Object.assign(mail, claim),
    message: {
      id: mail.id,
      to: { name: recipient.name, address: recipient.email },
      subject: letter.subject,
      html: letterHtml(letter),
      text: letterText(letter),
      date: now,
    },
  };
}
