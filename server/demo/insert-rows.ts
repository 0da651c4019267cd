import type { WriteTransaction } from '../platform/database/transaction.ts';

/** Inserts rows of one table in one statement. Their keys are the columns, in camel case; every row has the same ones. */
export async function insertRows(tx: WriteTransaction, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map(snakeCase);
  await tx.execute(
    `INSERT INTO ${table} (organization_id, ${columns.join(', ')})
     SELECT $1, ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $2::json)`,
    [tx.organizationId, JSON.stringify(rows.map(inSnakeCase))],
  );
}

function inSnakeCase(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value]));
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
