import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { arrayLiteral } from './array-literal.ts';
import { ChangedMeanwhile, type ColumnTypes, unnestRows } from './unnest-rows.ts';

/** A new time of an event on file. */
export interface EventChange {
  id: string;
  starts_at: Date | null;
  ends_at: Date;
}

/** Writes new times of events, which the caller has locked, and the copies that their ticket groups carry. */
export async function writeEventTimes(tx: WriteTransaction, changes: readonly EventChange[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map(({ id }) => id);
  const { from, values } = unnestRows(TYPES, changes, 2);
  const changed = await tx.execute(
    `UPDATE events t SET starts_at = u.starts_at, ends_at = u.ends_at, version = t.version + 1
     FROM ${from} WHERE t.organization_id = $1 AND t.id = u.id`,
    [tx.organizationId, ...values],
  );
  if (changed !== changes.length) throw new ChangedMeanwhile('events');
  await tx.execute(
    'SELECT FROM ticket_groups WHERE organization_id = $1 AND event_id = ANY ($2) ORDER BY id FOR NO KEY UPDATE',
    [tx.organizationId, arrayLiteral('uuid', ids)],
  );
  await copyEventsToGroups(tx, ids);
}

/** Brings the copies in ticket groups up to date with their events. No end means "in no queue". The groups are locked already. */
export async function copyEventsToGroups(tx: WriteTransaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.execute(
    `UPDATE ticket_groups g
     SET event_ends_at = CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END, event_local_date = e.local_date
     FROM events e WHERE g.organization_id = $1 AND g.event_id = ANY ($2) AND e.organization_id = $1 AND e.id = g.event_id`,
    [tx.organizationId, arrayLiteral('uuid', eventIds)],
  );
}

const TYPES: ColumnTypes<EventChange> = { id: 'uuid', starts_at: 'timestamptz', ends_at: 'timestamptz' };
