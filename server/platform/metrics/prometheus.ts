import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { sqlState } from '../database/sql-state.ts';
import type { Meter } from './meter.ts';
import { operationLabels } from './operation-label.ts';

export interface Prometheus extends Meter {
  readonly contentType: string;
  /** Everything that is measured, as Prometheus reads it. */
  print(): Promise<string>;
}

export interface Sources {
  pool: Pool;
  countJobs: () => Promise<{ task: string; state: string; count: number }[]>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures for Prometheus. Loaded only where metrics are served: it costs a few megabytes. */
export function createPrometheus(sources: Sources): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  // Event loop delay, memory, garbage collection, processor, open files.
  collectDefaultMetrics({ register: registry });
  gauges(registers, sources);

  const requests = new Histogram({
    name: 'backfill_http_request_duration_seconds',
    help: 'Requests by route; _count is how many there were.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const operations = new Counter({
    name: 'backfill_graphql_operations_total',
    help: 'GraphQL operations by how they ended; code is that of the first error.',
    labelNames: ['operation', 'type', 'outcome', 'code'],
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'backfill_graphql_operation_duration_seconds',
    help: 'How long GraphQL operations took.',
    labelNames: ['operation', 'type'],
    buckets: SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'backfill_transaction_retries_total',
    help: 'Writes that began again because of a deadlock or a serialization failure.',
    registers,
  });
  const timeouts = new Counter({
    name: 'backfill_database_timeouts_total',
    help: 'What took too long: a statement, a lock, or a free connection.',
    labelNames: ['kind'],
    registers,
  });
  const jobs = new Histogram({
    name: 'backfill_job_duration_seconds',
    help: 'Jobs that this process has run.',
    labelNames: ['task', 'outcome'],
    buckets: [...SECONDS, 30, 60, 300],
    registers,
  });
  const mails = new Counter({
    name: 'backfill_mails_total',
    help: 'What became of mails: sent, kept (no mail server), retried, or dead.',
    labelNames: ['outcome'],
    registers,
  });
  const reports = new Counter({
    name: 'backfill_report_reads_total',
    help: 'Snapshots for reports: of the replica, or of the primary because the replica was behind or away.',
    labelNames: ['outcome'],
    registers,
  });
  // So that an alert sees the first one, they begin at zero.
  for (const kind of ['statement', 'lock', 'connection']) timeouts.inc({ kind }, 0);
  for (const outcome of ['sent', 'kept', 'retried', 'dead']) mails.inc({ outcome }, 0);

  const labelOf = operationLabels();
  return {
    contentType: registry.contentType,
    print: () => registry.metrics(),
    requestEnded(request) {
      const { method, route, status, seconds, operation } = request;
      requests.observe({ method, route, status }, seconds);
      if (!operation) return;
      const label = { operation: labelOf(request), type: operation.type ?? 'unknown' };
      operations.inc({ ...label, outcome: operation.outcome, code: operation.code ?? '' });
      operationSeconds.observe(label, seconds);
    },
    transactionRetried: () => retries.inc(),
    databaseFailed(error) {
      const kind = timeoutOf(error);
      if (kind) timeouts.inc({ kind });
    },
    reportRead: (outcome) => reports.inc({ outcome }),
    jobEnded: (task, outcome, seconds) => jobs.observe({ task, outcome }, seconds),
    mailEnded: (outcome) => mails.inc({ outcome }),
  };
}

function timeoutOf(error: unknown): 'statement' | 'lock' | 'connection' | undefined {
  const state = sqlState(error);
  if (state === '57014') return 'statement';
  if (state === '55P03') return 'lock';
  return /timeout exceeded when trying to connect|due to connection timeout/.test(String(error))
    ? 'connection'
    : undefined;
}

/** What is read at the moment somebody asks. */
function gauges(registers: Registry[], { pool, countJobs }: Sources): void {
  new Gauge({
    name: 'backfill_database_connections',
    help: 'Connections of the pool: in use, idle; and how many requests wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'backfill_jobs',
    help: 'Jobs in the database, of all processes: ready, scheduled for later, running, failed for good.',
    labelNames: ['task', 'state'],
    registers,
    async collect() {
      this.reset();
      // While the database is away, everything else is still worth knowing.
      for (const { task, state, count } of await countJobs().catch(() => [])) this.set({ task, state }, count);
    },
  });
}
