import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { CategoryBook } from './category-book.ts';
import type { Directory } from './directory.ts';
import { giveWay } from './give-way.ts';
import type { ImportRun } from './import-run.ts';
import { countPlans, type PlannedPlace, planPlaces, type TicketPlanning } from './plan-file-tickets.ts';
import { JOINS, readFileTickets } from './read-file-tickets.ts';
import { slices } from './slices.ts';
import { ChangedMeanwhile, insertRows } from './unnest-rows.ts';
import { copyEventsToGroups } from './write-event-times.ts';
import { writeLocationPlans } from './write-location-plans.ts';

/**
 * Carries out what was planned for the rows whose event and location are on file, and plans and writes all the others, to which
 * nothing can have happened meanwhile. Locks events, then ticket groups, each in the order of ids, as every writer does, and only
 * those that change; then plans these once more against what is on file under the locks.
 */
export async function writeInventory(
  run: ImportRun,
  planning: TicketPlanning,
  eventAudit: readonly AuditRecord[],
  onRows: (count: number) => void,
): Promise<void> {
  const { tx, actor } = run;
  await tx.execute(
    `INSERT INTO import_changes SELECT DISTINCT e.event_id, l.ticket_location_id, true ${JOINS} WHERE e.is_new OR l.is_new`,
  );
  await tx.execute('ANALYZE import_changes');
  await writeCategories(run, planning.directory);
  await tx.execute(
    `INSERT INTO ticket_locations (organization_id, id, venue_id, section, row_name, location_key)
     SELECT $1, ticket_location_id, venue_id, section, row_name, location_key FROM import_locations WHERE is_new`,
    [tx.organizationId],
  );
  await writeEvents(run);
  for (const records of slices(eventAudit, RECORDS_AT_ONCE)) {
    await giveWay();
    await recordAudit(tx, actor, records);
  }
  await lockGroups(run);
  let batch = 0;
  // While the database writes one batch, the next one is planned: no two of them share a location.
  let writing = Promise.resolve();
  for await (const rows of readFileTickets(tx, 'changing')) {
    const planned = await planPlaces(run, planning, rows);
    countPlans(
      run,
      planned.filter(({ place }) => place.isNew),
    );
    // Errors here are those of new events and locations, or somebody backfilled meanwhile what the file wants to change: all of
    // it will be rolled back, and the rest is only checked.
    await writing;
    batch += 1;
    if (run.errors.count === 0) writing = writeBatch(run, batch, planned);
    onRows(rows.length);
  }
  await writing;
}

const RECORDS_AT_ONCE = 500;

/** The caller goes on and learns of a failure when it waits for the end. */
function writeBatch({ tx, actor }: ImportRun, batch: number, planned: readonly PlannedPlace[]): Promise<void> {
  const write = async (): Promise<void> => {
    await replan(tx, batch);
    await writeLocationPlans(
      tx,
      actor,
      planned.map(({ place, plan }) => ({ ...place, plan })),
    );
  };
  const writing = write();
  writing.catch(() => undefined);
  return writing;
}

/**
 * PostgreSQL keeps the plans of its foreign key checks. Those that it made while a table was nearly empty read all rows of the
 * organization by another index, and an import that fills the table gets slower and slower: now and then it thinks again.
 */
async function replan(tx: WriteTransaction, batch: number): Promise<void> {
  if (Number.isInteger(Math.log2(batch))) await tx.execute('DISCARD PLANS');
}

async function writeCategories({ tx }: ImportRun, { ticketCategories, usageCategories }: Directory): Promise<void> {
  const named = ({ created }: CategoryBook) =>
    created.map(({ id, name, nameKey }) => ({ id, name, name_key: nameKey }));
  const types = { id: 'uuid', name: 'text', name_key: 'text' };
  // Parking lets nobody in; the organization can say otherwise later.
  const tickets = named(ticketCategories).map((category) => ({
    ...category,
    admits_person: !category.name_key.includes('parking'),
  }));
  await insertRows(tx, 'ticket_categories', { ...types, admits_person: 'boolean' }, tickets);
  await insertRows(tx, 'usage_categories', types, named(usageCategories));
}

/** Events that get new groups are locked too: otherwise somebody could move them while the groups copy the old time. */
async function writeEvents({ tx }: ImportRun): Promise<void> {
  await tx.execute(
    `INSERT INTO events (organization_id, id, venue_id, name, name_key, local_date, starts_at, ends_at, status)
     SELECT $1, event_id, venue_id, name, name_key, local_date, starts_at, ends_at, status FROM import_events WHERE is_new`,
    [tx.organizationId],
  );
  const locked = await tx.rows<{ id: string; isChanged: boolean; isStale: boolean }>(
    `SELECT e.id, s.is_changed AS "isChanged", e.version <> s.seen_version AS "isStale"
     FROM events e JOIN import_events s ON s.event_id = e.id
     WHERE e.organization_id = $1 AND NOT s.is_new
       AND (s.is_changed OR s.event_id IN (SELECT event_id FROM import_changes WHERE adds_group))
     ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [tx.organizationId],
  );
  if (locked.some(({ isStale }) => isStale)) throw new ChangedMeanwhile('events');
  await tx.execute(
    `UPDATE events e SET starts_at = s.starts_at, ends_at = s.ends_at, status = s.status, version = e.version + 1
     FROM import_events s WHERE e.organization_id = $1 AND e.id = s.event_id AND s.is_changed`,
    [tx.organizationId],
  );
}

async function lockGroups({ tx }: ImportRun): Promise<void> {
  await tx.execute(
    `SELECT count(*) FROM (
       SELECT FROM ticket_groups g
       WHERE g.organization_id = $1 AND (
         (g.event_id, g.ticket_location_id) IN (SELECT event_id, ticket_location_id FROM import_changes)
         OR g.event_id IN (SELECT event_id FROM import_events WHERE is_changed))
       ORDER BY g.id FOR NO KEY UPDATE OF g
     ) locked`,
    [tx.organizationId],
  );
  const changed = await tx.rows<{ id: string }>('SELECT event_id AS id FROM import_events WHERE is_changed');
  await copyEventsToGroups(
    tx,
    changed.map(({ id }) => id),
  );
}
