import { isPassing } from './database/passing-fault.ts';
import type { Log } from './log.ts';

/**
 * A promise that a library forgets to await must not end the service together with its database: what passes by itself is
 * logged. Anything else ends the process, as it does by default.
 */
export function surviveForgottenPromises(log: Log): void {
  process.on('unhandledRejection', (reason) => {
    if (!isPassing(reason)) throw reason;
    log.error({ err: reason }, 'a fault of the database was awaited by nobody');
  });
}
