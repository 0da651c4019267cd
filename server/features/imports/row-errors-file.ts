import { stringify } from 'csv-stringify/sync';
import type { Database } from '../../platform/database/transaction.ts';
import { MAX_PAGE_SIZE, readPage } from '../../platform/connection.ts';
import { ROW_ERROR_ORDER, rowErrorsPage } from './imports.reads.ts';

/**
 * An import's row errors as a separated file for a spreadsheet. Its values come from somebody else's file: what a spreadsheet
 * could run as a formula is defused with an apostrophe.
 */
export async function* rowErrorsFile(
  database: Database,
  organizationId: string,
  importId: string,
): AsyncGenerator<string> {
  yield `\ufeff${toLines([['File', 'Row', 'Column', 'Value', 'Message']])}`;
  for (let after: string | null = null; ;) {
    const page = readPage({ first: MAX_PAGE_SIZE, after }, ROW_ERROR_ORDER, 1);
    const { nodes, pageInfo } = await database.read(organizationId, (tx) => rowErrorsPage(tx, importId, page));
    yield toLines(nodes.map(({ fileKind, row, column, value, message }) => [fileKind, row, column, value, message]));
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

function toLines(rows: (string | number | null)[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: '\r\n' });
}
