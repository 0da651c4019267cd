/**
 * The text of a PostgreSQL array of this type. The driver can make it too, but finds out anew what every single value is, which
 * takes a large part of an import.
 */
export function arrayLiteral(type: string, values: readonly unknown[]): string {
  const write = UNQUOTED.has(type) ? String : quoted;
  const parts = values.map((value) => (value === null || value === undefined ? 'NULL' : write(value)));
  return `{${parts.join(',')}}`;
}

/** Types whose values hold nothing that means something in the text of an array. */
const UNQUOTED = new Set(['uuid', 'int', 'numeric', 'boolean']);

function quoted(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
