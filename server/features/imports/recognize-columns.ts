import type { RowError } from './row-error.ts';

/** A column that a file may have: its own name first, then other headings that mean the same. */
export interface Column<Name extends string> {
  name: Name;
  required?: boolean;
  aliases?: readonly string[];
}

/** Where each recognized column stands in the file, and how the file spells its heading. */
export interface RecognizedColumns<Name extends string> {
  headings: { [K in Name]?: { position: number; heading: string } };
  /** How many columns the heading has, unknown ones included. */
  width: number;
}

/** What a row holds in the recognized columns, trimmed; a column that the file lacks is absent. */
export type Cells<Name extends string> = { [K in Name]?: string };

/**
 * Finds the columns of a file by its heading: in any order, in any case, with or without spaces. Other columns are ignored. A
 * column's own name wins over an alias; two headings of the same rank for one column are refused.
 */
export function recognizeColumns<Name extends string>(
  heading: readonly string[],
  columns: readonly Column<Name>[],
): { columns: RecognizedColumns<Name>; errors: RowError[] } {
  const recognized: RecognizedColumns<Name> = { headings: {}, width: heading.length };
  const errors: RowError[] = [];
  for (const column of columns) {
    const named = positionsOf(heading, [column.name]);
    const candidates = named.length > 0 ? named : positionsOf(heading, column.aliases ?? []);
    const [first, second] = candidates;
    if (first === undefined) {
      if (column.required) errors.push(missing(column));
    } else if (second !== undefined) {
      errors.push(repeated(column.name, first.heading, second.heading));
    } else {
      recognized.headings[column.name] = first;
    }
  }
  return { columns: recognized, errors };
}

/** Takes the recognized columns out of a row. */
export function readCells<Name extends string>(columns: RecognizedColumns<Name>, row: readonly string[]): Cells<Name> {
  const cells: Cells<Name> = {};
  for (const name in columns.headings) {
    const heading = columns.headings[name];
    if (heading) cells[name] = (row[heading.position] ?? '').trim();
  }
  return cells;
}

/** A row with more values than the heading has columns, or text that no database can hold, cannot be trusted. */
export function checkShape(columns: RecognizedColumns<string>, row: number, cells: readonly string[]): RowError | null {
  if (cells.slice(columns.width).some((cell) => cell.trim() !== '')) {
    return {
      row,
      column: null,
      value: null,
      message: `The row has ${cells.length} values, the heading has ${columns.width}. Put a value that contains the separator in quotation marks.`,
    };
  }
  for (const { position, heading } of Object.values(columns.headings) as { position: number; heading: string }[]) {
    const cell = cells[position] ?? '';
    const message = unstorable(cell);
    if (message) return { row, column: heading, value: shortened(cell), message };
  }
  return null;
}

/** The heading of a column as the file spells it, or its own name where the file lacks it. */
export function headingOf<Name extends string>(columns: RecognizedColumns<Name>, name: Name): string {
  return columns.headings[name]?.heading ?? name;
}

const LONGEST_CELL = 2000;

function unstorable(cell: string): string | null {
  if (cell.length > LONGEST_CELL) return `Use at most ${LONGEST_CELL} characters; this value has ${cell.length}.`;
  if (cell.includes('\u0000')) return 'Remove the NUL character from this value.';
  if (cell.includes('\ufffd') || !cell.isWellFormed()) {
    return 'A character of this value cannot be read. Save the file as UTF-8 and try again.';
  }
  return null;
}

function shortened(cell: string): string {
  return cell.slice(0, 100).replaceAll('\u0000', '').toWellFormed();
}

function positionsOf(heading: readonly string[], names: readonly string[]): { position: number; heading: string }[] {
  const keys = new Set(names.map(headingKey));
  return heading.flatMap((cell, position) => (keys.has(headingKey(cell)) ? [{ position, heading: cell.trim() }] : []));
}

/** `Event Name`, `event_name` and `EVENTNAME` are the same heading. */
function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function missing(column: Column<string>): RowError {
  const accepted = [column.name, ...(column.aliases ?? [])].join(', ');
  return {
    row: 1,
    column: column.name,
    value: null,
    message: `The column ${column.name} is missing. Its heading may be any of: ${accepted}.`,
  };
}

function repeated(name: string, first: string, second: string): RowError {
  return {
    row: 1,
    column: second,
    value: second,
    message: `The headings ${first} and ${second} both mean the column ${name}. Keep one of them, or rename the right one to ${name}.`,
  };
}
