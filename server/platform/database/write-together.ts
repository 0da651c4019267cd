import type { WriteTransaction } from './transaction.ts';

/** One write of a larger statement, as SQL. `bind` takes a value and gives its placeholder; $1 is always the organization. */
export type Write = (bind: (value: unknown) => string) => string;

/**
 * Runs several writes as one statement, named parts of a WITH: PostgreSQL is asked once, and the text is planned once. All see what
 * was there before the statement, so none may change a row that another changes. A part may read what another returns, by its name.
 * @param name of the prepared statement; the same name must always have the same parts
 * @param counted the parts (with RETURNING) whose number of rows is wanted
 */
export async function writeTogether<Part extends string>(
  tx: WriteTransaction,
  name: string,
  parts: Record<string, Write>,
  counted: readonly Part[],
): Promise<Record<Part, number>> {
  const values: unknown[] = [tx.organizationId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const written = Object.entries(parts).map(([part, write]) => `${part} AS (${write(bind)})`);
  const counts = counted.map((part) => `(SELECT count(*)::int FROM ${part}) AS ${part}`);
  const text = `WITH ${written.join(', ')} SELECT ${counts.join(', ')}`;
  const [row] = await tx.rows<Record<Part, number>>(text, values, name);
  if (!row) throw new Error('A statement of counts has one row.');
  return row;
}
