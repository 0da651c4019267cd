import { arrayLiteral } from './array-literal.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';

/** The columns of rows that are sent together, with the type that PostgreSQL reads each as. */
export type ColumnTypes<Row> = { [K in keyof Row & string]: string };

/** `unnest($first::type[], ...)` over the rows, and its parameters: one array for each column. */
export function unnestRows<Row extends object>(
  types: ColumnTypes<Row>,
  rows: readonly Row[],
  first: number,
): { from: string; names: string[]; values: string[] } {
  const names = Object.keys(types) as (keyof Row & string)[];
  const parameters = names.map((name, index) => `$${first + index}::${types[name]}[]`);
  const values = names.map((name) =>
    arrayLiteral(
      types[name],
      rows.map((row) => row[name]),
    ),
  );
  return { from: `unnest(${parameters.join(', ')}) AS u (${names.join(', ')})`, names, values };
}

/** Inserts many rows of the transaction's organization in one statement; `onConflict` is the tail of the statement. */
export async function insertRows<Row extends object>(
  tx: ReadTransaction,
  table: string,
  types: ColumnTypes<Row>,
  rows: readonly Row[],
  onConflict = '',
): Promise<number> {
  if (rows.length === 0) return 0;
  const { from, names, values } = unnestRows(types, rows, 2);
  const columns = names.join(', ');
  const statement = `INSERT INTO ${table} (organization_id, ${columns}) SELECT $1, ${columns} FROM ${from} ${onConflict}`;
  return tx.execute(statement, [tx.organizationId, ...values]);
}

/**
 * Sets columns of many rows, found by id, in one statement. `guard` narrows which rows may be changed (the row is `t`); throws
 * if not all of them were, because somebody else was there first. `isVersioned` rows get their next version.
 */
export async function updateRows<Row extends { id: string }>(
  tx: ReadTransaction,
  table: string,
  types: ColumnTypes<Row>,
  rows: readonly Row[],
  guard = 'true',
  { isVersioned = false } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const { from, names, values } = unnestRows(types, rows, 2);
  const sets = names.filter((name) => name !== 'id' && !name.startsWith('guard_')).map((name) => `${name} = u.${name}`);
  if (isVersioned) sets.push('version = t.version + 1');
  const statement = `UPDATE ${table} t SET ${sets.join(', ')} FROM ${from} WHERE t.organization_id = $1 AND t.id = u.id AND ${guard}`;
  const changed = await tx.execute(statement, [tx.organizationId, ...values]);
  if (changed !== rows.length) throw new ChangedMeanwhile(table);
}

/** What was read has changed before it was written: run again from the start, like a serialization failure. */
export class ChangedMeanwhile extends Error {
  readonly code = '40001';

  constructor(table: string) {
    super(`Rows of ${table} were changed by somebody else meanwhile.`);
  }
}
