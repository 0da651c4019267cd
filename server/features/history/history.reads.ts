import type { Connection, Page } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { AuditEntry } from '../audit/audit-entry.entity.ts';
import { entriesPage } from '../audit/audit.reads.ts';

/** What has a history, by the name of its type. */
export interface HistorySubject {
  type: 'Order' | 'Backfill' | 'TicketGroup';
  id: string;
}

/** One page of a subject's entries. The history of a ticket group has those of its orders and of its event as well. */
export function historyPage(tx: ReadTransaction, subject: HistorySubject, page: Page): Promise<Connection<AuditEntry>> {
  if (subject.type !== 'TicketGroup') return entriesPage(tx, { subject }, page);
  return entriesPage(tx, { subjects: { of: subject.id, sql: groupAndWhatBelongsToIt } }, page);
}

function groupAndWhatBelongsToIt(id: string): string {
  return `
    SELECT 'TicketGroup' AS type, ${id} AS id
    UNION ALL SELECT 'Event', event_id FROM ticket_groups WHERE organization_id = $1 AND id = ${id}
    UNION ALL SELECT 'Order', id FROM orders WHERE organization_id = $1 AND ticket_group_id = ${id}`;
}
