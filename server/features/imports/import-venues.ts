import { fold } from '../../platform/fold.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { PlannedNames } from './directory.ts';
import type { FileSource } from './file-source.ts';
import { countChanges } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import { parseVenueRow, type VenueRow } from './parse-venue-row.ts';
import { planVenues, type VenueFacts, type VenuesPlan } from './plan-venues.ts';
import { readRows } from './read-rows.ts';
import { retimeEvents } from './retime-events.ts';
import { type ColumnTypes, insertRows, updateRows } from './unnest-rows.ts';
import { VENUE_COLUMNS } from './venue-columns.ts';

export interface VenuesOutcome {
  rowCount: number;
  names: PlannedNames['venues'];
  refused: Set<string>;
}

/** Plans a venues file, reports its errors, and writes it if the run applies. */
export async function importVenues(run: ImportRun, source: FileSource): Promise<VenuesOutcome> {
  const rows: VenueRow[] = [];
  const refused = new Set<string>();
  let rowCount = 0;
  for await (const { value, cells } of readRows(source, VENUES_FORMAT, (error) => run.errors.add('VENUES', error))) {
    rowCount += 1;
    if (value) rows.push(value);
    else refused.add(fold(cells.Venue ?? ''));
  }
  const plan = planVenues(await venuesOnFile(run), rows);
  for (const error of plan.errors) run.errors.add('VENUES', { column: 'Venue', ...error });
  countChanges(run.preview.venues, plan);
  const rezoned = plan.updated.filter(({ before, after }) => before.timeZone !== after.timeZone);
  const isWritten = run.apply && run.errors.count === 0;
  if (isWritten) {
    await writeVenues(run, plan);
    for (const { before, after } of rezoned) await retimeEvents(run.tx, after.id, before.timeZone, after.timeZone);
  }
  const previousTimeZones = new Map(rezoned.map(({ before }) => [before.id, before.timeZone] as const));
  const planned = [...plan.created, ...plan.updated.map(({ after }) => after)];
  return {
    rowCount,
    refused,
    names: planned.map(({ id, name, nameKey, timeZone }) => ({
      id,
      name,
      nameKey,
      timeZone,
      previousTimeZone: isWritten ? null : (previousTimeZones.get(id) ?? null),
    })),
  };
}

const VENUES_FORMAT = { columns: VENUE_COLUMNS, parse: parseVenueRow };

function venuesOnFile({ tx }: ImportRun): Promise<VenueFacts[]> {
  return tx.rows<VenueFacts>(
    `SELECT id, name, name_key AS "nameKey", city, country, time_zone AS "timeZone", capacity
     FROM venues WHERE organization_id = $1`,
    [tx.organizationId],
  );
}

async function writeVenues({ tx, actor }: ImportRun, plan: VenuesPlan): Promise<void> {
  await insertRows(tx, 'venues', COLUMNS, plan.created.map(toRow));
  await updateRows(
    tx,
    'venues',
    COLUMNS,
    plan.updated.map(({ after }) => toRow(after)),
    'true',
    { isVersioned: true },
  );
  const records = plan.updated.map(({ before, after }) => ({
    action: 'venue.updated' as const,
    subjectType: 'Venue',
    subjectId: after.id,
    before,
    after,
  }));
  await recordAudit(tx, actor, records);
}

const COLUMNS: ColumnTypes<ReturnType<typeof toRow>> = {
  id: 'uuid',
  name: 'text',
  name_key: 'text',
  city: 'text',
  country: 'text',
  time_zone: 'text',
  capacity: 'int',
};

function toRow({ id, name, nameKey, city, country, timeZone, capacity }: VenueFacts) {
  return { id, name, name_key: nameKey, city, country, time_zone: timeZone, capacity };
}
