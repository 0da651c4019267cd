import type { Page } from '../../platform/connection.ts';

/** Adds the page's keyset to the values and returns the condition that rows after it meet. */
export function keysetAfter(
  columns: string[],
  types: string[],
  sign: '<' | '>',
  page: Page,
  values: unknown[],
): string {
  if (!page.after) return '';
  const placeholders = page.after.map((value, index) => {
    values.push(value);
    return `$${values.length}::${types[index]}`;
  });
  return ` AND (${columns.join(', ')}) ${sign} (${placeholders.join(', ')})`;
}

/** An instant as text that loses nothing: JavaScript's dates would cut the microseconds off. */
export function endAsText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
