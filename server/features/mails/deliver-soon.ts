import type { Database } from '../../platform/database/transaction.ts';
import { addJob } from '../../platform/jobs/add-job.ts';
import type { Log } from '../../platform/log.ts';
import { DELIVER_NEW_MAILS } from './queue-mails.ts';

/** Long enough that many writes of a busy moment share a job, and too short for anybody to wait. */
const PAUSE = 250;

export interface MailAnnouncer {
  /** New mails of the organization were committed. */
  announce(organizationId: string): void;
  /** Passes on what was announced and is not passed on yet. */
  close(): Promise<void>;
}

/**
 * Adds a job for new mails shortly after they were committed: one for each organization, however many mails and writes there were. Should
 * the process die in between, the jobs that run at every start and by the clock find the mails.
 */
export function createMailAnnouncer(database: Database, log: Log, pause = PAUSE): MailAnnouncer {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> = Promise.resolve();

  const passOn = async (): Promise<void> => {
    timer = undefined;
    const organizations = [...waiting];
    waiting.clear();
    for (const organizationId of organizations) {
      try {
        await database.write(organizationId, (tx) => addJob(tx, DELIVER_NEW_MAILS, {}, { jobKey: 'new' }));
      } catch (error) {
        log.warn({ err: error, organizationId }, 'new mails could not be announced and go out later');
      }
    }
  };
  const passOnNext = (): Promise<void> => (passing = passing.then(passOn));
  return {
    announce(organizationId) {
      waiting.add(organizationId);
      timer ??= setTimeout(() => void passOnNext(), pause);
    },
    async close() {
      clearTimeout(timer);
      await passOnNext();
    },
  };
}
