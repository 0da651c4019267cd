import type { Clock } from '../../platform/clock.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import type { Log } from '../../platform/log.ts';
import { explainMailFailure } from '../../platform/mail/mail-failure.ts';
import type { Mailer, OutgoingMail } from '../../platform/mail/mailer.ts';
import type { Meter } from '../../platform/metrics/meter.ts';
import { rowsOf } from '../../platform/rows-of.ts';
import { isPasswordLink } from '../password-links/password-link.rules.ts';
import { hasSetPasswordSince, makePasswordLink } from '../password-links/make-password-link.ts';
import { readLetterFacts } from './letter-facts.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import type { Letter } from './letter.ts';
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

/** The longest that one process may take to send what it claimed, many times what its timeouts allow; afterwards another may try. */
export const CLAIM_MS = 10 * 60_000;

/** How many new mails are claimed at once, with a mail server and without. */
const BATCH = { SENT: 20, KEPT: 200 };
/** How many of them are on their way to the mail server at once. */
const CONCURRENCY = 4;

/** Sends one mail. */
export async function deliverMail(organizationId: string, mailId: string, delivery: Delivery): Promise<void> {
  await deliver(organizationId, delivery, (tx, now) =>
    rowsOf(tx, Mail, `${CLAIMABLE} AND id = $3 FOR UPDATE`, [organizationId, now, mailId], 'to deliver'),
  );
}

/** Sends all mails of an organization that were never tried, oldest first. */
export async function deliverNewMails(organizationId: string, delivery: Delivery): Promise<void> {
  const limit = delivery.mailer ? BATCH.SENT : BATCH.KEPT;
  const newOnes = `${CLAIMABLE} AND attempts = 0 ORDER BY created_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  const deliverSome = (): Promise<number> =>
    deliver(organizationId, delivery, (tx, now) => rowsOf(tx, Mail, newOnes, [organizationId, now], `new ${limit}`));
  while ((await deliverSome()) === limit);
}

const CLAIMABLE = `WHERE organization_id = $1 AND status = 'QUEUED' AND (claimed_until IS NULL OR claimed_until <= $2)`;

/**
 * Sends mails. They are claimed first, so that two processes never send one at once; the database says SENT right after the mail
 * server has. Only a process that dies between these two moments leaves a mail that is sent again, with the same Message-ID.
 * @returns how many were found
 */
async function deliver(
  organizationId: string,
  delivery: Delivery,
  find: (tx: WriteTransaction, now: Date) => Promise<Mail[]>,
): Promise<number> {
  const { found, claimed } = await delivery.database.write(organizationId, async (tx) => {
    const mails = await find(tx, delivery.clock.now());
    return { found: mails.length, claimed: await claimMails(tx, mails, delivery) };
  });
  const { mailer } = delivery;
  if (mailer) {
    const rest = [...claimed];
    const sendSome = async (): Promise<void> => {
      for (let next = rest.shift(); next; next = rest.shift()) await sendMail(next, mailer, delivery);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, sendSome));
  }
  return found;
}

interface ClaimedMail {
  mail: Mail;
  message: OutgoingMail;
}

async function sendMail({ mail, message }: ClaimedMail, mailer: Mailer, delivery: Delivery): Promise<void> {
  const { database, clock, log, meter } = delivery;
  try {
    await mailer.send(message);
  } catch (error) {
    const failure = explainMailFailure(error);
    log.warn({ mailId: mail.id, attempt: mail.attempts, reason: failure.message }, 'a mail could not be sent');
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

/** Takes locked mails and writes them. Those with nothing to send (any more) are gone; without a mail server the rest is kept. */
async function claimMails(tx: WriteTransaction, mails: Mail[], delivery: Delivery): Promise<ClaimedMail[]> {
  if (mails.length === 0) return [];
  const { clock, mailer, origin, meter } = delivery;
  const now = clock.now();
  const facts = await readLetterFacts(tx, mails);
  const options = { origin: origin(), onlyOpen: true };
  const pointless: string[] = [];
  const kept: string[] = [];
  const claimed: ClaimedMail[] = [];
  for (const mail of mails) {
    const recipient = facts.users.get(mail.recipientId);
    const { kind } = mail;
    const isObsolete = isPasswordLink(kind) && (await hasSetPasswordSince(tx, mail.recipientId, mail.createdAt));
    const isWanted = recipient?.isActive && !recipient.erasedAt && !isObsolete;
    if (!isWanted || !writeLetter(mail, facts, options)) {
      pointless.push(mail.id);
      continue;
    }
    const link = isPasswordLink(kind) ? await makePasswordLink(tx, kind, mail.recipientId, now) : undefined;
    if (!mailer) {
      kept.push(mail.id);
      // The outbox is the only way to the link then, so the token stays with the mail until it works no longer.
      if (link) await keepLink(tx, mail, { token: link.token, tokenUntil: link.expiresAt.toISOString() });
      continue;
    }
    const letter = writeLetter(mail, facts, { ...options, token: link?.token });
    if (!letter) throw new Error('A letter that could be written could not be written again.');
    claimed.push({
      mail: Object.assign(mail, { attempts: mail.attempts + 1 }),
      message: messageOf(mail, recipient, letter, now),
    });
  }
  // Nobody to tell, or nothing left to say: as if it had never been queued.
  await change(tx, 'drop-mails', pointless, 'DELETE FROM mails WHERE organization_id = $1 AND id = ANY ($2::uuid[])');
  await change(
    tx,
    'keep-mails',
    kept,
    `UPDATE mails SET status = 'KEPT', next_attempt_at = NULL WHERE organization_id = $1 AND id = ANY ($2::uuid[])`,
  );
  kept.forEach(() => meter?.mailEnded('kept'));
  await change(
    tx,
    'claim-mails',
    claimed.map(({ mail }) => mail.id),
    'UPDATE mails SET attempts = attempts + 1, claimed_until = $3 WHERE organization_id = $1 AND id = ANY ($2::uuid[])',
    new Date(now.getTime() + CLAIM_MS),
  );
  return claimed;
}

async function change(
  tx: WriteTransaction,
  name: string,
  mailIds: string[],
  sql: string,
  ...more: unknown[]
): Promise<void> {
  if (mailIds.length > 0) await tx.execute(sql, [tx.organizationId, mailIds, ...more], name);
}

async function keepLink(tx: WriteTransaction, mail: Mail, link: { token: string; tokenUntil: string }): Promise<void> {
  await tx.manager.update(
    Mail,
    { organizationId: tx.organizationId, id: mail.id },
    { facts: { ...mail.facts, ...link } },
  );
}

function messageOf(mail: Mail, recipient: { name: string; email: string }, letter: Letter, now: Date): OutgoingMail {
  return {
    id: mail.id,
    to: { name: recipient.name, address: recipient.email },
    subject: letter.subject,
    html: letterHtml(letter),
    text: letterText(letter),
    date: now,
  };
}
