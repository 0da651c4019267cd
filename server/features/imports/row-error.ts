/** What is wrong with one row of a file. `row` is the line in the file, the heading being line 1. */
export interface RowError {
  row: number;
  /** The heading as the file spells it; null where the whole row is meant. */
  column: string | null;
  /** The value as it stands in the file; null where the whole row is meant. */
  value: string | null;
  /** One or two sentences: what is wrong, and what would be right. */
  message: string;
}

/** The outcome of reading one value: the value, or the sentence that says what would be right. */
export type Checked<T> = { ok: true; value: T } | { ok: false; message: string };

/** A value that could be read. */
export function right<T>(value: T): Checked<T> {
  return { ok: true, value };
}

/** A value that could not be read, and why. */
export function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
