/**
 * SQL for the text of a JSON array of columns, put together by PostgreSQL in a third of the time that its functions for JSON take. A column
 * in quotes becomes a string. None may be null or, in quotes, need an escape: ids, numbers and codes.
 */
export function jsonArray(columns: readonly string[]): string {
  const pieces = columns.map((column) => {
    const [, text] = /^"(.*)"$/.exec(column) ?? [];
    return text === undefined ? `' || ${column} || '` : `"' || ${text} || '"`;
  });
  return `'[${pieces.join()}]'`;
}

/** SQL for the text of a JSON array of what `json`, the text of each row, says. */
export function jsonArrayOfRows(json: string, order = ''): string {
  return `'[' || string_agg(${json}, ',' ${order}) || ']'`;
}
