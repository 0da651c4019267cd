import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { type ColumnTypes, unnestRows } from './unnest-rows.ts';

/** Puts rows into a temporary table, which has no organization. */
export async function fill<Row extends object>(
  tx: WriteTransaction,
  table: string,
  types: ColumnTypes<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { from, names, values } = unnestRows(types, rows, 1);
  await tx.execute(`INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${from}`, values);
}

/** The column definitions of a temporary table. */
export function columnsOf(types: Record<string, string>): string {
  return Object.entries(types)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}
