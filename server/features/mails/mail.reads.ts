import { loadById } from '../../platform/rows-of.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { badInput } from '../../platform/request-error.ts';
import { Mail, type MailStatus } from './mail.entity.ts';

/** Newest first, then by id. */
export const MAIL_ORDER = 'NEWEST_MAIL';

export const mailById = loadById(Mail);

/** What the outbox shows; every part narrows. */
export interface MailQuestion {
  statuses?: MailStatus[] | null;
  recipientId?: string;
}

/** One page of the mails of the organization. */
export async function mailsPage(tx: ReadTransaction, question: MailQuestion, page: Page): Promise<Connection<Mail>> {
  const query = tx.manager
    .createQueryBuilder(Mail, 'm')
    .where('m.organizationId = :organizationId', { organizationId: tx.organizationId })
    .orderBy('m.createdAt', 'DESC')
    .addOrderBy('m.id', 'DESC')
    .limit(page.first + 1);
  if (question.statuses?.length) query.andWhere('m.status = ANY (:statuses::text[])', { statuses: question.statuses });
  if (question.recipientId) query.andWhere('m.recipientId = :recipientId', { recipientId: question.recipientId });
  if (page.after) query.andWhere('(m.createdAt, m.id) < (:createdAt::timestamptz, :id::uuid)', keysetOf(page.after));
  return toConnection(await query.getMany(), page, MAIL_ORDER, (mail) => [mail.createdAt.toISOString(), mail.id]);
}

/** How many mails were given up and wait for somebody to look at them. */
export function deadMailCount(tx: ReadTransaction): Promise<number> {
  return tx.manager.countBy(Mail, { organizationId: tx.organizationId, status: 'DEAD' });
}

/** A cursor comes from outside: what it holds is checked before it meets a cast. */
function keysetOf([createdAt = '', id = '']: string[]): { createdAt: string; id: string } {
  const isInstant = /^[1-9]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(createdAt) && Number.isFinite(Date.parse(createdAt));
  if (isInstant && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { createdAt, id };
  throw badInput('after is not a cursor of this list; use the endCursor of its previous page.');
}
