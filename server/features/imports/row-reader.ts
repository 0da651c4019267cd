import { fold } from '../../platform/fold.ts';
import { type Cells, headingOf, type RecognizedColumns } from './recognize-columns.ts';
import type { Checked, RowError } from './row-error.ts';

/** Reads the values of one row and keeps an error for every one that is not right, not only for the first. */
export class RowReader<Name extends string> {
  readonly errors: RowError[] = [];
  readonly #row: number;
  readonly #cells: Cells<Name>;
  readonly #columns: RecognizedColumns<Name>;
  readonly #refused = new Set<Name>();

  constructor(row: number, cells: Cells<Name>, columns: RecognizedColumns<Name>) {
    this.#row = row;
    this.#cells = cells;
    this.#columns = columns;
  }

  /** The value as `read` makes it; null where the column is missing or the cell empty. */
  read<T>(name: Name, read: (text: string) => T): T | null {
    const text = this.#cells[name];
    return text === undefined || text === '' ? null : read(text);
  }

  /** The checked value; null where the column is missing or the value was refused. */
  check<T>(name: Name, check: (text: string) => Checked<T>): T | null {
    const text = this.#cells[name];
    if (text === undefined) return null;
    const checked = check(text);
    if (checked.ok) return checked.value;
    this.refuse(name, checked.message);
    return null;
  }

  /** Text with single spaces; null where the cell is empty. */
  text(name: Name, longest: number): string | null {
    return this.check(name, (text) => {
      const tidy = text.replace(/\s+/g, ' ');
      if (tidy.length > longest)
        return { ok: false, message: `Use at most ${longest} characters; this value has ${tidy.length}.` };
      return { ok: true, value: tidy === '' ? null : tidy };
    });
  }

  /** Like `text`, but an empty cell is refused. */
  requiredText(name: Name, longest: number): string | null {
    const text = this.text(name, longest);
    if (text === null ? !this.failed(name) : fold(text) === '')
      this.refuse(name, `${name} is empty. Every row needs it.`);
    return text;
  }

  /** Whether the value of the column was refused. */
  failed(name: Name): boolean {
    return this.#refused.has(name);
  }

  /** Keeps an error for the value of a column. */
  refuse(name: Name, message: string): void {
    this.#refused.add(name);
    this.errors.push({
      row: this.#row,
      column: headingOf(this.#columns, name),
      value: this.#cells[name] ?? null,
      message,
    });
  }
}
