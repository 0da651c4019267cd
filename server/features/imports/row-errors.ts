import { FILE_KINDS, type FileKind } from './file-source.ts';
import type { RowError } from './row-error.ts';

/** An error together with the file in which the row stands. */
export interface FileRowError extends RowError {
  fileKind: FileKind;
}

/** Errors beyond these are counted, not kept. */
export const MOST_ERRORS_KEPT = 10_000;

/** Collects the errors of an import: all of them are counted, and enough are kept to mend a file by. */
export class RowErrors {
  count = 0;
  readonly #kept: FileRowError[] = [];

  add(fileKind: FileKind, error: RowError): void {
    this.count += 1;
    if (this.#kept.length < MOST_ERRORS_KEPT) this.#kept.push({ fileKind, ...error });
  }

  /** The errors in the order of files and rows. */
  get list(): FileRowError[] {
    const place = (error: FileRowError) => FILE_KINDS.indexOf(error.fileKind);
    return [...this.#kept].sort((one, other) => place(one) - place(other) || one.row - other.row);
  }
}
