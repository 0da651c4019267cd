import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { Actor } from '../audit/record-audit.ts';
import type { Role } from '../people/user.entity.ts';
import type { Preview } from './import-preview.ts';
import type { RowErrors } from './row-errors.ts';

/** One walk through the files of an import, in one transaction: to see what they would do, or to do it. */
export interface ImportRun {
  tx: WriteTransaction;
  actor: Actor;
  /** Role of whoever loads the files, which bounds the roles they can give; null for the command line. */
  grantor: Role | null;
  /** False: nothing but temporary tables is written. */
  apply: boolean;
  errors: RowErrors;
  preview: Preview;
  /** Told now and then how many rows are done; `rowsTotal` is null while the file is still being read. */
  onProgress(rowsDone: number, rowsTotal: number | null): void;
}
