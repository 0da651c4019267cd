import type { WriteTransaction } from './transaction.ts';

/** One write of a larger statement, as SQL. `bind` takes a value and gives its placeholder; $1 is always the organization. */
export type Write = (bind: (value: unknown) => string) => string;

export interface Together<Part extends string> {
  /** Of the prepared statement; the same name must always have the same parts. */
  name: string;
  /** By name. A part may read what another returns. */
  parts: Record<Part, Write>;
  /** How many rows parts with RETURNING must return. Where one returns more or less, the statement fails. */
  expected: Partial<Record<Part, number>>;
  /** Whether nothing comes after it: then the transaction is committed in the same round trip. */
  isLast?: boolean;
}

/**
 * Runs several writes as one statement, parts of a WITH: PostgreSQL is asked once, and the text is planned once. All see what was there
 * before the statement, so none may change a row that another changes.
 */
export async function writeTogether<Part extends string>(
  tx: WriteTransaction,
  { name, parts, expected, isLast = false }: Together<Part>,
): Promise<void> {
  const values: unknown[] = [tx.organizationId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const written = Object.entries<Write>(parts).map(([part, write]) => `${part} AS (${write(bind)})`);
  const checked = Object.entries(expected).map(
    ([part, rows]) => `require_rows('${part}', (SELECT count(*) FROM ${part}), ${bind(rows)})`,
  );
  const text = `WITH ${written.join(', ')} SELECT ${checked.join(', ')}`;
  await (isLast ? tx.executeAndCommit(text, values, name) : tx.execute(text, values, name));
}
