import { recordAudit } from '../features/audit/record-audit.ts';
import type { Database, WriteTransaction } from '../platform/database/transaction.ts';
import { DEMO_LOADED } from './load-demo.ts';
import { lockDemo } from './lock-demo.ts';

/** The audit action of the entry that says on which day the demo company was moved. */
const DEMO_MOVED = 'demo.moved';

/**
 * Moves the demo company to today, with all that people did in it: where it was loaded (or last moved) some days ago, every event
 * and every stamp moves by as many whole days, so that it never ages. Returns by how many.
 */
export async function keepDemoCurrent(database: Database, organizationId: string, now: Date): Promise<number> {
  return database.write(
    organizationId,
    async (tx) => {
      await lockDemo(tx);
      const days = await daysSinceMoved(tx, now);
      if (days <= 0) return 0;
      await moveEvents(tx, days);
      for (const [table, columns] of STAMPS) await moveStamps(tx, table, columns, days, now);
      await tx.execute(`UPDATE orders SET due_at = due_at + make_interval(days => $2) WHERE organization_id = $1`, [
        tx.organizationId,
        days,
      ]);
      await recordAudit(tx, { actorId: null, requestId: null, now }, [
        { action: DEMO_MOVED, subjectType: 'Organization', subjectId: organizationId, after: { days } },
      ]);
      return days;
    },
    { statementTimeout: 60_000 },
  );
}

/** When things happened, by table. They never come to lie in the future. */
const STAMPS: readonly [table: string, columns: readonly string[]][] = [
  ['users', ['created_at']],
  ['contacts', ['created_at']],
  ['usage_categories', ['retired_at']],
  ['backfills', ['created_at', 'updated_at', 'confirmed_at']],
  ['orders', ['created_at', 'submitted_at', 'confirmed_at']],
  ['guest_list_versions', ['saved_at']],
];

async function daysSinceMoved(tx: WriteTransaction, now: Date): Promise<number> {
  const [row] = await tx.rows<{ days: number | null }>(
    `SELECT ($2::timestamptz AT TIME ZONE 'UTC')::date - max(recorded_at AT TIME ZONE 'UTC')::date AS days
     FROM audit_entries WHERE organization_id = $1 AND subject_type = 'Organization' AND subject_id = $1 AND action = ANY ($3)`,
    [tx.organizationId, now, [DEMO_LOADED, DEMO_MOVED]],
  );
  return row?.days ?? 0;
}

/**
 * Events keep their time on the venue's clock. While they move, one could stand where an equal one has not yet left, so their
 * names are made unlike each other for the moment.
 */
async function moveEvents(tx: WriteTransaction, days: number): Promise<void> {
  const moved = (column: string) =>
    `((e.${column} AT TIME ZONE v.time_zone) + make_interval(days => $2)) AT TIME ZONE v.time_zone`;
  await tx.execute(
    `UPDATE events e SET
       name_key = e.name_key || e.id,
       local_date = e.local_date + $2::int,
       starts_at = ${moved('starts_at')},
       ends_at = CASE WHEN e.starts_at IS NULL THEN ${moved('ends_at')} ELSE ${moved('starts_at')} + (e.ends_at - e.starts_at) END
     FROM venues v WHERE e.organization_id = $1 AND v.organization_id = $1 AND v.id = e.venue_id`,
    [tx.organizationId, days],
  );
  await tx.execute('UPDATE events SET name_key = left(name_key, -36) WHERE organization_id = $1', [tx.organizationId]);
  await tx.execute(
    `UPDATE ticket_groups g SET event_local_date = e.local_date, event_ends_at = CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END
     FROM events e WHERE g.organization_id = $1 AND e.organization_id = $1 AND e.id = g.event_id`,
    [tx.organizationId],
  );
}

async function moveStamps(
  tx: WriteTransaction,
  table: string,
  columns: readonly string[],
  days: number,
  now: Date,
): Promise<void> {
  // least() leaves out nulls, so a stamp that is not there needs its own word.
  const moved = columns.map(
    (column) =>
      `${column} = CASE WHEN ${column} IS NOT NULL THEN least(${column} + make_interval(days => $2), greatest(${column}, $3)) END`,
  );
  await tx.execute(`UPDATE ${table} SET ${moved.join(', ')} WHERE organization_id = $1`, [
    tx.organizationId,
    days,
    now,
  ]);
}
