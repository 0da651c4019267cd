import { fold } from '../../platform/fold.ts';
import { organizationOf } from '../people/people.reads.ts';
import { type Directory, type PlannedNames, readDirectory } from './directory.ts';
import type { FileSource } from './file-source.ts';
import { findFileLocations } from './find-file-locations.ts';
import { INVENTORY_COLUMNS, type InventoryColumn } from './inventory-columns.ts';
import type { ImportRun } from './import-run.ts';
import { matchFileEvents, type ReportRow } from './match-file-events.ts';
import { parseInventoryRow } from './parse-inventory-row.ts';
import { createChangeList, planFileTickets } from './plan-file-tickets.ts';
import { readRows } from './read-rows.ts';
import { headingOf, type RecognizedColumns } from './recognize-columns.ts';
import { nameResolver } from './resolve-inventory-row.ts';
import { createEventStage } from './stage-events.ts';
import { createRowStage, type StagedRow, stageRows } from './stage-rows.ts';
import { writeInventory } from './write-inventory.ts';

/**
 * Plans an inventory file and reports its errors. If the run applies, no file so far has an error and it does not either, the
 * plan is carried out.
 */
export async function importInventory(
  run: ImportRun,
  source: FileSource,
  planned: PlannedNames,
): Promise<{ rowCount: number }> {
  const { tx, preview, errors } = run;
  const organization = await organizationOf(tx);
  const directory = await readDirectory(tx, planned);
  const file: InventoryFile = { rowCount: 0, columns: null };
  const report: ReportRow = (row, column, value, message) => {
    const heading = file.columns ? headingOf(file.columns, column) : column;
    errors.add('INVENTORY', { row, column: heading, value, message });
  };
  await createRowStage(tx);
  await createEventStage(tx);
  await stageRows(tx, resolvedRows(run, source, directory, file));
  preview.newTicketCategories = directory.ticketCategories.created.map(({ name }) => name);
  preview.newUsageCategories = directory.usageCategories.created.map(({ name }) => name);

  const progress = countProgress(run, file.rowCount);
  const planning = { directory, usualCurrency: organization.currency, report };
  await findFileLocations(run);
  const eventAudit = await matchFileEvents(run, directory, organization.usualEventMinutes, report);
  await createChangeList(run);
  if (run.apply && errors.count === 0) {
    await planFileTickets(run, 'known', planning, progress);
    if (errors.count === 0) await writeInventory(run, planning, eventAudit, progress);
    else await planFileTickets(run, 'new', planning, progress);
  } else {
    await planFileTickets(run, 'all', planning, progress);
  }
  run.onProgress(file.rowCount, file.rowCount);
  return { rowCount: file.rowCount };
}

/** A run that applies walks twice through rows that may be on file: to plan and to write. */
function countProgress(run: ImportRun, rowCount: number): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    run.onProgress(Math.min(done, rowCount), rowCount);
  };
}

const INVENTORY_FORMAT = { columns: INVENTORY_COLUMNS, parse: parseInventoryRow };
const PROGRESS_EVERY = 1000;

interface InventoryFile {
  rowCount: number;
  columns: RecognizedColumns<InventoryColumn> | null;
}

async function* resolvedRows(
  run: ImportRun,
  source: FileSource,
  directory: Directory,
  file: InventoryFile,
): AsyncGenerator<StagedRow> {
  const resolve = nameResolver(directory);
  const keyOf = rememberedFold();
  for await (const { row, value, columns } of readRows(source, INVENTORY_FORMAT, (error) =>
    run.errors.add('INVENTORY', error),
  )) {
    file.columns = columns;
    file.rowCount += 1;
    if (file.rowCount % PROGRESS_EVERY === 0) run.onProgress(file.rowCount, null);
    if (!value) continue;
    const { venueId, ticketCategoryId, orderedById, usageCategoryId, errors } = resolve(value);
    for (const error of errors)
      run.errors.add('INVENTORY', { row, ...error, column: headingOf(columns, error.column) });
    if (errors.length > 0 || venueId === null || ticketCategoryId === null) continue;
    if (value.orderedBy !== null && orderedById === null) continue;
    yield {
      ...value,
      venueId,
      ticketCategoryId,
      orderedById,
      usageCategoryId,
      eventKey: keyOf(value.event),
      locationKey: keyOf(`${value.section}|${value.rowName}`),
    };
  }
}

/** Folding is slow, and a file repeats the same few names. */
function rememberedFold(): (text: string) => string {
  const folded = new Map<string, string>();
  return (text) => {
    const known = folded.get(text);
    if (known !== undefined) return known;
    if (folded.size >= 10_000) folded.clear();
    const key = fold(text);
    folded.set(text, key);
    return key;
  };
}
