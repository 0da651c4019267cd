import type { Figures } from './figures.ts';

/** The figures of one scenario as a table for people. */
export function tableOf(rows: Figures[], ratio = 'x floor'): string {
  return columns([
    ['server', ratio, 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'PostgreSQL ms', 'refused'],
    ...rows.map((row) => [
      row.server,
      number(row.ratio, 2),
      number(row.perSecond, 1),
      number(row.p50, 1),
      number(row.p99, 1),
      number(row.serverCpu, 2),
      number(row.databaseCpu, 2),
      number(row.refused, 0),
    ]),
  ]);
}

/** Lines of equally wide columns: the first to the left, the others to the right. */
export function columns(cells: string[][]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return lines.map((line) => `  ${line}`).join('\n');
}

function number(value: number | undefined, digits: number): string {
  return value === undefined ? '-' : value.toFixed(digits);
}
