/** What several processes did together in one turn; processor time in ms. */
export interface FleetRound {
  latencies: number[];
  refused: number;
  seconds: number;
  processCpu: number[];
  poolerCpu: number;
  databaseCpu: number;
  /** Bytes that PostgreSQL wrote to its log. */
  written: number;
}

export interface FleetFigures {
  fleet: string;
  requests: number;
  refused: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** How much of a core each process used, 1 being all of it. */
  processCores: number[];
  /** Processor time for each request, in ms. */
  processCpu: number;
  poolerCpu: number;
  databaseCpu: number;
  /** Bytes of PostgreSQL's log for each request. */
  written: number;
}

/** Rounds of the same processes put together. */
export function figuresOfFleet(fleet: string, rounds: FleetRound[]): FleetFigures {
  const latencies = rounds.flatMap((round) => round.latencies).sort((a, b) => a - b);
  const total = (value: (round: FleetRound) => number): number => rounds.reduce((sum, round) => sum + value(round), 0);
  const seconds = total((round) => round.seconds);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
  const processes = rounds[0]?.processCpu.map((_, index) => total(({ processCpu }) => processCpu[index] ?? 0)) ?? [];
  return {
    fleet,
    requests: latencies.length,
    refused: total((round) => round.refused),
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    processCores: processes.map((cpu) => cpu / 1000 / seconds),
    processCpu: processes.reduce((sum, cpu) => sum + cpu, 0) / latencies.length,
    poolerCpu: total((round) => round.poolerCpu) / latencies.length,
    databaseCpu: total((round) => round.databaseCpu) / latencies.length,
    written: total((round) => round.written) / latencies.length,
  };
}

/** The figures as a table for people. */
export function fleetTable(rows: FleetFigures[]): string {
  const cells = [
    [
      'processes',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'CPU ms',
      'pooler ms',
      'PostgreSQL ms',
      'sum ms',
      'refused',
      'WAL bytes',
      'cores each',
    ],
    ...rows.map((row) => [
      row.fleet,
      row.perSecond.toFixed(0),
      row.p50.toFixed(1),
      row.p99.toFixed(1),
      row.processCpu.toFixed(2),
      row.poolerCpu.toFixed(2),
      row.databaseCpu.toFixed(2),
      (row.processCpu + row.poolerCpu + row.databaseCpu).toFixed(2),
      String(row.refused),
      row.written.toFixed(0),
      row.processCores.map((cores) => cores.toFixed(2)).join(' '),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return cells.map((row) => `  ${line(row)}`).join('\n');
}
