import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { ChangedMeanwhile, type ColumnTypes, unnestRows } from './unnest-rows.ts';

/** New times or status of an event on file. */
export interface EventChange {
  id: string;
  starts_at: Date | null;
  ends_at: Date;
  status: string;
}

/** Writes new times and statuses of events, and the copies that their ticket groups carry. The caller has locked the events. */
export async function writeEventChanges(tx: WriteTransaction, changes: readonly EventChange[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map(({ id }) => id);
  const { from, values } = unnestRows(TYPES, changes, 2);
  const changed = await tx.execute(
    `UPDATE events t SET starts_at = u.starts_at, ends_at = u.ends_at, status = u.status, version = t.version + 1
     FROM ${from} WHERE t.organization_id = $1 AND t.id = u.id`,
    [tx.organizationId, ...values],
  );
  if (changed !== changes.length) throw new ChangedMeanwhile('events');
  await tx.execute(
    'SELECT FROM ticket_groups WHERE organization_id = $1 AND event_id = ANY ($2) ORDER BY id FOR NO KEY UPDATE',
    [tx.organizationId, ids],
  );
  await tx.execute(
    `UPDATE ticket_groups g SET event_ends_at = CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END
     FROM events e WHERE g.organization_id = $1 AND g.event_id = ANY ($2) AND e.organization_id = $1 AND e.id = g.event_id`,
    [tx.organizationId, ids],
  );
}

const TYPES: ColumnTypes<EventChange> = {
  id: 'uuid',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  status: 'text',
};
