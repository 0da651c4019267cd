import type { Database } from '../database/transaction.ts';
import { addJob } from './add-job.ts';
import type { Task } from './job-runner.ts';

/** A task of the cron that adds one job of another task for each organization. A job that still waits is not added twice. */
export function forEachOrganization(database: Database, task: string): Task {
  return async () => {
    const organizations = await database.global<{ id: string }>('SELECT id FROM organizations ORDER BY id');
    for (const { id } of organizations) {
      await database.write(id, (tx) => addJob(tx, task, {}, { jobKey: 'each' }));
    }
  };
}
