import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../log.ts';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import { silentTracer, trace, type Tracer } from '../tracing/tracer.ts';

/** What a task is told: the organization whose transaction added the job (null for a task of the cron), and the job's ids. */
export interface JobPayload {
  readonly organizationId: string | null;
  readonly [key: string]: unknown;
}

/** Does one job. It may run more than once, when it fails or the process is killed, and in several processes at once. */
export type Task = (payload: JobPayload) => Promise<void>;

/** When a task runs without anybody adding a job: "0 * * * *" is every full hour. */
export interface CronItem {
  readonly task: string;
  readonly match: string;
}

export interface JobRunnerOptions {
  /** Address of the database, as the login role; one that keeps a session, which listening for jobs needs. */
  databaseUrl: string;
  tasks: Record<string, Task>;
  cron?: readonly CronItem[];
  /** Tasks that run once whenever the runner starts. */
  atStart?: readonly string[];
  log: Log;
  /** How many jobs run at once in this process. */
  concurrency?: number;
  /** Prepared statements are off behind a PgBouncer older than 1.21. */
  namedStatements?: boolean;
  meter?: Meter;
  tracer?: Tracer;
}

export interface JobRunner {
  /** Starts to run jobs, and starts again when the database was gone for long. */
  start(): void;
  /** Takes no more jobs and lets the running ones finish. */
  stop(): Promise<void>;
}

export const JOB_CONCURRENCY = 4;
/**
 * Otherwise nobody awaits what writes the end of a job down, and where the database is away at that moment, the rejection ends the
 * process. In batches (here of no duration) it stops the runner, which is then started again.
 */
const AWAITED = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };
const RESTART_AFTER = 5_000;
const CLOSE_WITHIN = 1_000;

/** Runs the jobs of all organizations, on a small pool of its own. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { log } = options;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const runUntilStopped = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await runOnce(options, stopping.signal);
      } catch (error) {
        log.error({ err: error }, 'the job runner failed and starts again');
      }
      if (!stopping.signal.aborted) await pause(RESTART_AFTER, stopping.signal);
    }
  };
  return {
    start() {
      running ??= runUntilStopped();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Until the signal, or until the runner gives up. */
async function runOnce(options: JobRunnerOptions, signal: AbortSignal): Promise<void> {
  const concurrency = options.concurrency ?? JOB_CONCURRENCY;
  // One connection more, which listens for new jobs.
  const pool = openPool(options, concurrency + 1);
  try {
    await runOn(pool, concurrency, options, signal);
  } finally {
    await Promise.race([pool.end(), pause(CLOSE_WITHIN)]);
  }
}

/**
 * A pool of our own: a runner that is stopped while it starts leaves its listening connection to itself, and without a listener
 * for errors that one would end the process together with the database.
 */
function openPool({ databaseUrl, log }: JobRunnerOptions, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, application_name: 'backfill jobs' });
  const onError = (error: Error): void => log.debug({ message: error.message }, 'a connection of the job runner broke');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

async function runOn(
  pool: pg.Pool,
  concurrency: number,
  options: JobRunnerOptions,
  signal: AbortSignal,
): Promise<void> {
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    noPreparedStatements: options.namedStatements === false,
    preset: { worker: AWAITED },
    logger: loggerFor(options.log),
    taskList: taskList(options),
    parsedCronItems: parseCronItems([...(options.cron ?? [])].map(({ task, match }) => ({ task, match }))),
  });
  // The runner's own promise comes before its connections are closed; what stops it comes after.
  let stopped: Promise<void> | undefined;
  const stop = (): void => void (stopped ??= runner.stop().catch(() => undefined));
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    for (const task of options.atStart ?? []) await runner.addJob(task, {}, { jobKey: `start:${task}` });
    await runner.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await stopped;
  }
}

function taskList({ tasks, meter = silentMeter, tracer = silentTracer }: JobRunnerOptions): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        const facts = (payload ?? {}) as Record<string, unknown>;
        const { organizationId } = facts;
        const job = { ...facts, organizationId: typeof organizationId === 'string' ? organizationId : null };
        const startedAt = performance.now();
        let outcome: 'done' | 'failed' = 'failed';
        try {
          await trace(tracer.begin(`job ${name}`, { kind: 'CONSUMER' }), () => task(job));
          outcome = 'done';
        } finally {
          meter.jobEnded(name, outcome, (performance.now() - startedAt) / 1000);
        }
      },
    ]),
  );
}

/** graphile-worker reports each job; that is for debugging. */
function loggerFor(log: Log): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new Logger((scope) => (level, message) => {
    log[levels[level as keyof typeof levels]]({ task: scope.taskIdentifier, jobId: scope.jobId }, `jobs: ${message}`);
  });
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
