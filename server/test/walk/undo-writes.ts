import type { Database } from '../../platform/database/transaction.ts';
import { interceptStatements } from './connections.ts';

/**
 * Makes a switch that lets every transaction of an organization end in a rollback although the app believes in its commit. So the walk
 * tries what deletes, erases and deactivates, and still finds its world as it was.
 */
export function undoWrites(database: Database): { undoing<T>(work: () => Promise<T>): Promise<T> } {
  let isUndoing = false;
  interceptStatements(database, () => async (text, run) => {
    if (text !== 'COMMIT' || !isUndoing) return run(text);
    return { ...(await run('ROLLBACK')), command: 'COMMIT' };
  });
  return {
    async undoing(work) {
      isUndoing = true;
      try {
        return await work();
      } finally {
        isUndoing = false;
      }
    },
  };
}
