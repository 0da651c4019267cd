import type { Measured } from './load.ts';

/** What one server did in one scenario, over all rounds. */
export interface Figures {
  server: string;
  requests: number;
  refused: number;
  perSecond: number;
  /** Against the base of the same run, mostly the floor; undefined where that did not take part. */
  ratio?: number;
  p50: number;
  p99: number;
  /** Processor time for each request, in ms: of the server's process, and of PostgreSQL. */
  serverCpu?: number;
  databaseCpu?: number;
}

export interface Round extends Measured {
  serverCpu?: number;
  databaseCpu?: number;
}

/** Rounds of one server put together. */
export function figuresOf(server: string, rounds: Round[]): Figures {
  const latencies = rounds.flatMap((round) => round.latencies).sort((a, b) => a - b);
  const seconds = sum(rounds, (round) => round.seconds) ?? 0;
  const each = (total: number | undefined): number | undefined => total && total / latencies.length;
  return {
    server,
    requests: latencies.length,
    refused: sum(rounds, (round) => round.refused) ?? 0,
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    serverCpu: each(sum(rounds, (round) => round.serverCpu)),
    databaseCpu: each(sum(rounds, (round) => round.databaseCpu)),
  };
}

/** Adds how each server stands against the base. */
export function compareWith(figures: Figures[], base: string): Figures[] {
  const perSecond = figures.find(({ server }) => server === base)?.perSecond;
  return figures.map((row) => (perSecond ? { ...row, ratio: row.perSecond / perSecond } : row));
}

/** Of values in ascending order; NaN where there are none. */
export function percentile(ascending: number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? NaN;
}

function sum(rounds: Round[], value: (round: Round) => number | undefined): number | undefined {
  return rounds.reduce<number | undefined>((total, round) => {
    const more = value(round);
    return total === undefined || more === undefined ? undefined : total + more;
  }, 0);
}
