import { loadById } from '../../platform/rows-of.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { badInput } from '../../platform/request-error.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';

/** Newest first: ids grow with time. */
export const HISTORY_ORDER = 'NEWEST';

/** What has a history, by the name of its type. */
export interface HistorySubject {
  type: 'Order' | 'Backfill' | 'TicketGroup';
  id: string;
}

/** An entry by its id; whoever shows it asks first whether the viewer may see its subject. */
export const auditEntryById = loadById(AuditEntry);

/** One page of a subject's entries. The history of a ticket group has those of its orders and of its event as well. */
export async function historyPage(
  tx: ReadTransaction,
  subject: HistorySubject,
  page: Page,
): Promise<Connection<AuditEntry>> {
  const after = page.after?.[0] ?? null;
  if (after !== null && !UUID.test(after)) throw badInput('after is not a cursor of this list.');
  // For each subject a walk over the index that stops after a page.
  const found = await tx.rows<{ id: string }>(
    `SELECT e.id FROM (${SUBJECTS[subject.type]}) s CROSS JOIN LATERAL (
       SELECT a.id FROM audit_entries a
       WHERE a.organization_id = $1 AND a.subject_type = s.type AND a.subject_id = s.id AND ($3::uuid IS NULL OR a.id < $3)
       ORDER BY a.id DESC LIMIT $4
     ) e ORDER BY e.id DESC LIMIT $4`,
    [tx.organizationId, subject.id, after, page.first + 1],
    `history-of-${subject.type}`,
  );
  const entries = await auditEntryById.load(
    tx,
    found.map(({ id }) => id),
  );
  return toConnection(
    entries.filter((entry) => entry !== undefined),
    page,
    HISTORY_ORDER,
    ({ id }) => [id],
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const SUBJECTS: Record<HistorySubject['type'], string> = {
  Order: `SELECT 'Order' AS type, $2::uuid AS id`,
  Backfill: `SELECT 'Backfill' AS type, $2::uuid AS id`,
  TicketGroup: `
    SELECT 'TicketGroup' AS type, $2::uuid AS id
    UNION ALL SELECT 'Event', event_id FROM ticket_groups WHERE organization_id = $1 AND id = $2::uuid
    UNION ALL SELECT 'Order', id FROM orders WHERE organization_id = $1 AND ticket_group_id = $2::uuid`,
};
