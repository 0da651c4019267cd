import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** The names of the migrations that the database has had. It is asked once at a time, however many ask here. */
  appliedMigrations: () => Promise<string[]>;
  /** The migrations that this version needs. */
  neededMigrations: readonly string[];
  /** How long the database may take, in ms. */
  patience?: number;
}

export interface Health {
  /** From now on the service is not ready. */
  stop(): void;
}

type Unready = 'database unavailable' | 'migrations missing' | 'stopping';

/**
 * `GET /healthz` says that the process lives, whatever its database does: who restarts what does not answer would gain nothing by
 * restarting this one. `GET /readyz` says whether it can serve; who spreads requests asks there.
 */
export function serveHealth(http: FastifyInstance, options: HealthOptions): Health {
  let isStopping = false;
  let running: Promise<Unready | undefined> | undefined;
  const problem = (): Promise<Unready | undefined> =>
    (running ??= findProblem(options).finally(() => (running = undefined)));

  http.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  });
  http.get('/readyz', async (_request, reply) => {
    const because = isStopping ? 'stopping' : await problem();
    reply.code(because ? 503 : 200).header('cache-control', 'no-store');
    return because ? { status: 'not ready', because } : { status: 'ready' };
  });
  return { stop: () => void (isStopping = true) };
}

async function findProblem(options: HealthOptions): Promise<Unready | undefined> {
  const applied = await within(options.patience ?? 3_000, options.appliedMigrations());
  if (!applied) return 'database unavailable';
  return options.neededMigrations.every((name) => applied.includes(name)) ? undefined : 'migrations missing';
}

/** Undefined where the answer is an error or does not come in time. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
