import { In } from 'typeorm';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import { User } from '../people/user.entity.ts';
import { Backfill, type BackfillStatus, draftsSince } from './backfill.entity.ts';

export const BACKFILL_ORDER = 'CREATED_DESC';
const RECENT_RECIPIENTS = 8;
/** How many backfills of a user the recent recipients are looked for in. */
const RECENT_BACKFILLS = 50;

/** One page of backfills, the newest first. */
export async function backfillsPage(
  tx: ReadTransaction,
  filter: { statuses: BackfillStatus[]; createdById?: string; externalReference?: string },
  now: Date,
  page: Page,
): Promise<Connection<Backfill>> {
  const query = tx.manager
    .createQueryBuilder(Backfill, 'b')
    .where('b.organizationId = :organizationId', { organizationId: tx.organizationId })
    .orderBy('b.createdAt', 'DESC')
    .addOrderBy('b.id', 'DESC')
    .limit(page.first + 1);
  if (filter.statuses.length > 0) {
    const effective = `CASE WHEN b.status = 'DRAFT' AND b.updatedAt < :since THEN 'DISCARDED' ELSE b.status END`;
    query.andWhere(`${effective} IN (:...statuses)`, { since: draftsSince(now), statuses: filter.statuses });
  }
  if (filter.createdById) query.andWhere('b.createdById = :createdById', { createdById: filter.createdById });
  if (filter.externalReference) {
    query.andWhere('b.externalReference = :reference', { reference: filter.externalReference });
  }
  if (page.after) {
    const [createdAt, id] = page.after;
    query.andWhere('(b.createdAt, b.id) < (:createdAt::timestamptz, :id::uuid)', { createdAt, id });
  }
  return toConnection(await query.getMany(), page, BACKFILL_ORDER, (backfill) => [
    backfill.createdAt.toISOString(),
    backfill.id,
  ]);
}

/** The draft that the user touched last, unless it is too old. */
export function currentDraft(tx: ReadTransaction, userId: string, now: Date): Promise<Backfill | null> {
  return tx.manager
    .createQueryBuilder(Backfill, 'b')
    .where('b.organizationId = :organizationId AND b.updatedById = :userId', {
      organizationId: tx.organizationId,
      userId,
    })
    .andWhere(`b.status = 'DRAFT' AND b.updatedAt >= :since`, { since: draftsSince(now) })
    .orderBy('b.updatedAt', 'DESC')
    .addOrderBy('b.id', 'DESC')
    .getOne();
}

/** To whom the user assigned tickets last, the latest first. */
export async function recentRecipients(tx: ReadTransaction, userId: string): Promise<User[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT a.recipient_id AS id
     FROM (SELECT id, updated_at FROM backfills WHERE organization_id = $1 AND updated_by_id = $2
           ORDER BY updated_at DESC LIMIT ${RECENT_BACKFILLS}) b
     JOIN assignments a ON a.organization_id = $1 AND a.backfill_id = b.id
     GROUP BY a.recipient_id ORDER BY max(b.updated_at) DESC, a.recipient_id LIMIT ${RECENT_RECIPIENTS}`,
    [tx.organizationId, userId],
  );
  const users = await tx.manager.findBy(User, { organizationId: tx.organizationId, id: In(rows.map(({ id }) => id)) });
  return rows.flatMap(({ id }) => users.find((user) => user.id === id) ?? []);
}
