import type { Clock } from '../../platform/clock.ts';
import { isPassing } from '../../platform/database/passing-fault.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { describeError } from '../../platform/describe-error.ts';
import type { Log } from '../../platform/log.ts';
import { failImport } from './finish-import.ts';
import { runImport } from './run-import.ts';
import { unfinishedImports } from './unfinished-imports.ts';

/** Analyzes and applies imports in the background of this process, one after the other. */
export interface ImportRunner {
  /** Takes an import up, unless it is waiting or running here already. */
  start(organizationId: string, importId: string): void;
  /** Takes up what stopped processes have left behind. */
  resume(): Promise<void>;
  /** Resolves once nothing is waiting or running. */
  idle(): Promise<void>;
  /** Lets go of what is running; it is taken up again by whoever resumes next. */
  close(): Promise<void>;
}

export interface ImportRunnerOptions {
  database: Database;
  clock: Clock;
  log: Log;
}

/** Creates a runner; the first one of a database is the one that mutations find by it. */
export function createImportRunner(options: ImportRunnerOptions): ImportRunner {
  const waiting = new Set<string>();
  let isClosed = false;
  let tail: Promise<void> = Promise.resolve();

  const runner: ImportRunner = {
    start(organizationId, importId) {
      if (isClosed || waiting.has(importId)) return;
      waiting.add(importId);
      tail = tail
        .then(() => (isClosed ? undefined : runSafely(options, organizationId, importId, () => isClosed)))
        .finally(() => waiting.delete(importId));
    },
    async resume() {
      for (const { organizationId, importId } of await unfinishedImports(options)) this.start(organizationId, importId);
    },
    async idle() {
      while (waiting.size > 0) await tail;
    },
    async close() {
      isClosed = true;
      await tail;
    },
  };
  if (!runners.has(options.database)) runners.set(options.database, runner);
  return runner;
}

/** The runner of the process that this database connection belongs to. */
export function importRunnerOf(database: Database): ImportRunner {
  const runner = runners.get(database);
  if (!runner) throw new Error('No import runner was created for this database.');
  return runner;
}

const runners = new WeakMap<Database, ImportRunner>();
const PROGRESS_EVERY = 500;
const ATTEMPTS = 5;

/** Thrown into a running import when the process stops. */
class Stopped extends Error {}

async function runSafely(
  options: ImportRunnerOptions,
  organizationId: string,
  importId: string,
  isStopped: () => boolean,
): Promise<void> {
  const { database, clock, log } = options;
  const onProgress = progressWriter(options, organizationId, importId, isStopped);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runImport({ database, clock, organizationId, importId, onProgress });
      return;
    } catch (error) {
      if (error instanceof Stopped || isStopped()) return;
      if (!isPassing(error) || attempt === ATTEMPTS) {
        log.error({ importId, error: describeError(error) }, 'an import failed');
        await markFailed(options, organizationId, importId);
        return;
      }
      log.warn({ importId, error: describeError(error) }, 'an import was interrupted and is taken up again');
      await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
    }
  }
}

async function markFailed(
  { database, log }: ImportRunnerOptions,
  organizationId: string,
  importId: string,
): Promise<void> {
  const failure = `Something went wrong on our side, and nothing was changed. Please try again, or quote the id ${importId}.`;
  try {
    await database.write(organizationId, (tx) => failImport(tx, importId, failure));
  } catch (error) {
    // The import stays as it is and is taken up again after the next start.
    log.error({ importId, error: describeError(error) }, 'a failed import could not be marked');
  }
}

/** Writes the progress now and then, in transactions of their own, so that everybody sees it before the import is done. */
function progressWriter(
  { database, clock, log }: ImportRunnerOptions,
  organizationId: string,
  importId: string,
  isStopped: () => boolean,
): (rowsDone: number, rowsTotal: number | null) => void {
  let writtenAt = performance.now();
  let isWriting = false;
  return (rowsDone, rowsTotal) => {
    if (isStopped()) throw new Stopped();
    if (isWriting || performance.now() - writtenAt < PROGRESS_EVERY) return;
    isWriting = true;
    database
      .write(organizationId, (tx) =>
        tx.execute(
          `UPDATE imports SET rows_done = $3, rows_total = $4, heartbeat_at = $5
           WHERE organization_id = $1 AND id = $2 AND status IN ('ANALYZING', 'APPLYING')`,
          [organizationId, importId, rowsDone, rowsTotal, clock.now()],
        ),
      )
      .catch((error: unknown) =>
        log.warn({ importId, error: describeError(error) }, 'the progress of an import was not written'),
      )
      .finally(() => {
        isWriting = false;
        writtenAt = performance.now();
      });
  };
}
