import type { Database } from '../database/transaction.ts';

/** How many jobs there are, by task and state. */
export function countJobs(database: Database): Promise<{ task: string; state: string; count: number }[]> {
  return database.global(`
    SELECT task_identifier AS task, count(*)::int AS count,
      CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed'
           WHEN run_at > now() THEN 'scheduled' ELSE 'ready' END AS state
    FROM graphile_worker.jobs GROUP BY 1, 3`);
}
