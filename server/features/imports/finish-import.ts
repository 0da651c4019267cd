import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { giveWay } from './give-way.ts';
import type { ImportOutcome } from './import-files.ts';
import { ImportFile } from './import-file.entity.ts';
import { Import, type ImportStatus } from './import.entity.ts';
import { slices } from './slices.ts';
import { deleteStagedFiles } from './staged-files.ts';
import type { FileRowError } from './row-errors.ts';
import { insertRows } from './unnest-rows.ts';

/** Writes down what analyzing, or a refused application, has found. An import that was discarded meanwhile stays so. */
export async function finishImport(
  tx: WriteTransaction,
  importId: string,
  from: ImportStatus,
  outcome: ImportOutcome,
): Promise<void> {
  const status = outcome.errorCount > 0 ? 'INVALID' : 'READY';
  if (!(await settle(tx, importId, from, { status, ...factsOf(outcome) }))) return;
  await writeRowCounts(tx, importId, outcome);
  await writeErrors(tx, importId, outcome.errors);
  if (status === 'INVALID') await deleteStagedFiles(tx, importId);
}

/** Writes down that an import was applied, in the transaction that did it. */
export async function recordApplied(
  tx: WriteTransaction,
  importId: string,
  outcome: ImportOutcome,
  now: Date,
): Promise<void> {
  await settle(tx, importId, 'APPLYING', { status: 'APPLIED', appliedAt: now, ...factsOf(outcome) });
}

/** Writes down that an import could not be finished. */
export async function failImport(tx: WriteTransaction, importId: string, failure: string): Promise<void> {
  for (const from of ['ANALYZING', 'APPLYING'] as const) {
    if (await settle(tx, importId, from, { status: 'FAILED', failure })) await deleteStagedFiles(tx, importId);
  }
}

async function settle(tx: WriteTransaction, id: string, from: ImportStatus, facts: Partial<Import>): Promise<boolean> {
  const { affected } = await tx.manager.update(Import, { organizationId: tx.organizationId, id, status: from }, facts);
  return affected === 1;
}

function factsOf({ preview, errorCount, rowCounts }: ImportOutcome): Partial<Import> {
  const rows = [...rowCounts.values()].reduce((sum, count) => sum + count, 0);
  return { preview, rowErrorCount: errorCount, rowsDone: rows, rowsTotal: rows };
}

async function writeRowCounts(tx: WriteTransaction, importId: string, { rowCounts }: ImportOutcome): Promise<void> {
  for (const [kind, rowCount] of rowCounts) {
    await tx.manager.update(ImportFile, { organizationId: tx.organizationId, importId, kind }, { rowCount });
  }
}

async function writeErrors(tx: WriteTransaction, importId: string, errors: readonly FileRowError[]): Promise<void> {
  let position = 0;
  for (const some of slices(errors, ERRORS_AT_ONCE)) {
    await giveWay();
    const rows = some.map((error) => ({
      id: newId(),
      import_id: importId,
      position: position++,
      file_kind: error.fileKind,
      row_number: error.row,
      column_name: error.column,
      value: error.value,
      message: error.message,
    }));
    await insertRows(tx, 'import_row_errors', ROW_ERROR, rows);
  }
}

const ERRORS_AT_ONCE = 1000;
const ROW_ERROR = {
  id: 'uuid',
  import_id: 'uuid',
  position: 'int',
  file_kind: 'text',
  row_number: 'int',
  column_name: 'text',
  value: 'text',
  message: 'text',
};
