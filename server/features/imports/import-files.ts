import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { Actor } from '../audit/record-audit.ts';
import { FILE_KINDS, type FileKind, type FileSource } from './file-source.ts';
import { importEmployees } from './import-employees.ts';
import { importInventory } from './import-inventory.ts';
import { emptyPreview, type Preview } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import { importVenues } from './import-venues.ts';
import { type FileRowError, RowErrors } from './row-errors.ts';

export interface ImportFilesOptions {
  files: ReadonlyMap<FileKind, FileSource>;
  actor: Actor;
  grantor: ImportRun['grantor'];
  /** False: nothing is written, only planned. */
  apply: boolean;
  onProgress?: ImportRun['onProgress'];
}

/** What an import would do or did. With errors, the transaction must be rolled back: some of it may have been written. */
export interface ImportOutcome {
  preview: Preview;
  errorCount: number;
  errors: FileRowError[];
  rowCounts: Map<FileKind, number>;
}

/**
 * Plans the files in the order venues, employees, inventory, each against what is on file and what the ones before it say, and
 * writes them if asked to and as long as no error is found. The transaction needs a statement timeout of its own.
 */
export async function importFiles(
  tx: WriteTransaction,
  { files, actor, grantor, apply, onProgress }: ImportFilesOptions,
): Promise<ImportOutcome> {
  await tx.execute(`SET LOCAL lock_timeout = '60s'; SET LOCAL work_mem = '32MB'`);
  if (apply)
    await tx.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [tx.organizationId, ONE_AT_A_TIME]);
  const run: ImportRun = {
    tx,
    actor,
    grantor,
    apply,
    errors: new RowErrors(),
    preview: emptyPreview(),
    onProgress: onProgress ?? (() => undefined),
  };
  const rowCounts = new Map<FileKind, number>();
  const nobody = { names: [], refused: new Set<string>() };
  const [venuesFile, employeesFile, inventoryFile] = FILE_KINDS.map((kind) => files.get(kind));
  const venues = venuesFile ? await importVenues(run, venuesFile) : { ...nobody, rowCount: null };
  const users = employeesFile ? await importEmployees(run, employeesFile) : { ...nobody, rowCount: null };
  const planned = {
    venues: venues.names,
    users: users.names,
    refused: { venues: venues.refused, users: users.refused },
  };
  const inventory = inventoryFile ? await importInventory(run, inventoryFile, planned) : { rowCount: null };
  [venues, users, inventory].forEach(({ rowCount }, index) => {
    const kind = FILE_KINDS[index];
    if (kind && rowCount !== null) rowCounts.set(kind, rowCount);
  });
  return { preview: run.preview, errorCount: run.errors.count, errors: run.errors.list, rowCounts };
}

/** Imports of one organization that write wait for each other; the number only keeps the lock apart from others. */
const ONE_AT_A_TIME = 4_711_002;
