import { fold } from '../../platform/fold.ts';
import { organizationOf } from '../people/people.reads.ts';
import type { CategoryBook } from './category-book.ts';
import { type Directory, type PlannedNames, readDirectory } from './directory.ts';
import type { FileSource } from './file-source.ts';
import { findFileLocations } from './find-file-locations.ts';
import { INVENTORY_COLUMNS, type InventoryColumn } from './inventory-columns.ts';
import type { ImportRun } from './import-run.ts';
import { matchFileEvents, type ReportRow } from './match-file-events.ts';
import { parseInventoryRow } from './parse-inventory-row.ts';
import { planFileTickets } from './plan-file-tickets.ts';
import { readRows } from './read-rows.ts';
import { headingOf, type RecognizedColumns } from './recognize-columns.ts';
import { nameResolver } from './resolve-inventory-row.ts';
import { createStage, type StagedRow, stageRows } from './stage-rows.ts';
import { insertRows } from './unnest-rows.ts';

/** Plans an inventory file, reports its errors, and writes it if the run applies and no error was found so far. */
export async function importInventory(
  run: ImportRun,
  source: FileSource,
  planned: PlannedNames,
): Promise<{ rowCount: number }> {
  const { tx } = run;
  const organization = await organizationOf(tx);
  const directory = await readDirectory(tx, planned);
  await createStage(tx);
  const file: InventoryFile = { rowCount: 0, columns: null };
  await stageRows(tx, resolvedRows(run, source, directory, file));
  const report: ReportRow = (row, column, value, message) => {
    const heading = file.columns ? headingOf(file.columns, column) : column;
    run.errors.add('INVENTORY', { row, column: heading, value, message });
  };
  // What could still be written would be rolled back: from the first error on, the rest is only checked.
  const checkOnly = () => (run.apply && run.errors.count === 0 ? run : { ...run, apply: false });
  run.preview.newTicketCategories = directory.ticketCategories.created.map(({ name }) => name);
  run.preview.newUsageCategories = directory.usageCategories.created.map(({ name }) => name);
  await writeCategories(checkOnly(), directory);
  await findFileLocations(checkOnly());
  await matchFileEvents(checkOnly(), directory, organization.usualEventMinutes, report);
  await planFileTickets(checkOnly(), directory, {
    usualCurrency: organization.currency,
    rowCount: file.rowCount,
    report,
  });
  return { rowCount: file.rowCount };
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

async function writeCategories(
  { tx, apply }: ImportRun,
  { ticketCategories, usageCategories }: Directory,
): Promise<void> {
  if (!apply) return;
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
