import type { WriteTransaction } from '../database/transaction.ts';

export interface JobOptions {
  /** Not before this instant; by default at once. */
  runAt?: Date;
  /** Of the jobs of a task with the same key, only the last one added is kept, unless an earlier one runs already. */
  jobKey?: string;
}

/** Adds a job of the transaction's organization: it runs if, and only if, the transaction commits. Put ids into it, never names. */
export async function addJob(
  tx: WriteTransaction,
  task: string,
  payload: Record<string, string | number | null> = {},
  { runAt, jobKey }: JobOptions = {},
): Promise<void> {
  await tx.execute('SELECT add_job($1, $2, $3, $4)', [task, JSON.stringify(payload), runAt ?? null, jobKey ?? null]);
}
