import type { FileSource } from './file-source.ts';
import { readTable, UnreadableTable } from './read-table.ts';
import {
  type Cells,
  checkShape,
  type Column,
  readCells,
  type RecognizedColumns,
  recognizeColumns,
} from './recognize-columns.ts';
import type { RowError } from './row-error.ts';

/** How the rows of one kind of file are read. */
export interface FileFormat<Name extends string, Row> {
  columns: readonly Column<Name>[];
  parse(row: number, cells: Cells<Name>, columns: RecognizedColumns<Name>): { value: Row | null; errors: RowError[] };
}

/** A row as it was read; `value` is null where the row has errors. */
export interface ReadRow<Name extends string, Row> {
  row: number;
  value: Row | null;
  cells: Cells<Name>;
  columns: RecognizedColumns<Name>;
}

/** Reads a file row by row and reports every error that a row shows by itself. */
export async function* readRows<Name extends string, Row>(
  source: FileSource,
  format: FileFormat<Name, Row>,
  report: (error: RowError) => void,
): AsyncGenerator<ReadRow<Name, Row>> {
  let columns: RecognizedColumns<Name> | null = null;
  let count = 0;
  try {
    for await (const { row, cells } of readTable(source)) {
      if (columns === null) {
        const heading = recognizeColumns(cells, format.columns);
        for (const error of heading.errors) report({ ...error, row });
        if (heading.errors.length > 0) return;
        columns = heading.columns;
        continue;
      }
      count += 1;
      const misshapen = checkShape(columns, row, cells);
      const read = readCells(columns, cells);
      const { value, errors } = misshapen ? { value: null, errors: [misshapen] } : format.parse(row, read, columns);
      for (const error of errors) report(error);
      yield { row, value, cells: read, columns };
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    report(error.rowError);
    return;
  }
  if (count === 0) report({ row: 1, column: null, value: null, message: emptiness(columns !== null) });
}

function emptiness(hasHeading: boolean): string {
  return hasHeading
    ? 'The file has a heading and no rows.'
    : 'The file is empty. Its first line must hold the headings of the columns.';
}
