import { sealWaiting } from './features/audit/seal-entries.ts';
import { deliverMail, deliverNewMails, type Delivery } from './features/mails/deliver-mail.ts';
import { DELIVER_MAIL, DELIVER_NEW_MAILS } from './features/mails/queue-mails.ts';
import { recoverMails } from './features/mails/recover-mails.ts';
import { askForOrderedGuestLists } from './features/guest-lists/ask-for-ordered-guest-lists.ts';
import { sendReminders } from './features/reminders/send-reminders.ts';
import { purgeSessions } from './features/sessions/purge-sessions.ts';
import { sumUpUnused } from './features/unused-queue/sum-up-groups.ts';
import { forEachOrganization } from './platform/jobs/for-each-organization.ts';
import type { CronItem, JobPayload, Task } from './platform/jobs/job-runner.ts';

/** What the jobs of the service do, by name. */
export function createTasks(delivery: Delivery): Record<string, Task> {
  const { database, clock, log } = delivery;
  return {
    [DELIVER_MAIL]: (job) => deliverMail(organizationOf(job), String(job.mailId), delivery),
    [DELIVER_NEW_MAILS]: (job) => deliverNewMails(organizationOf(job), delivery),
    deliverAllNewMails: forEachOrganization(database, DELIVER_NEW_MAILS),
    recoverMails: async (job) =>
      void (await database.write(organizationOf(job), (tx) => recoverMails(tx, clock.now()))),
    recoverAllMails: forEachOrganization(database, 'recoverMails'),
    remind: async (job) => void (await sendReminders(database, organizationOf(job), clock.now())),
    remindAll: forEachOrganization(database, 'remind'),
    askForOrdered: async (job) => {
      const ask = () => database.write(organizationOf(job), (tx) => askForOrderedGuestLists(tx, clock.now()));
      while ((await ask()) > 0);
    },
    purgeSessions: async () => void (await purgeSessions(database, clock.now())),
    askForAllOrdered: forEachOrganization(database, 'askForOrdered'),
    sealAudit: async (job) => void (await sealWaiting(database, organizationOf(job), { now: clock.now(), log })),
    sealAllAudits: forEachOrganization(database, 'sealAudit'),
    sumUpUnused: async (job) => void (await sumUpUnused(database, organizationOf(job), clock.now())),
    sumUpAllUnused: forEachOrganization(database, 'sumUpUnused'),
  };
}

/**
 * What runs whenever a process starts: a killed one may not have added the job for mails that it had committed, and after a migration or
 * a restore many groups may have to be summed up.
 */
export const AT_START = ['deliverAllNewMails', 'sumUpAllUnused'];

/** What runs by the clock, in UTC. */
export const CRON: CronItem[] = [
  { task: 'recoverAllMails', match: '5,20,35,50 * * * *' },
  { task: 'remindAll', match: '0 * * * *' },
  { task: 'purgeSessions', match: '10 3 * * *' },
  { task: 'askForAllOrdered', match: '40 * * * *' },
  { task: 'sealAllAudits', match: '3,13,23,33,43,53 * * * *' },
  { task: 'sumUpAllUnused', match: '*/5 * * * *' },
];

/** A job that was added in the transaction of an organization. */
function organizationOf({ organizationId }: JobPayload): string {
  if (organizationId === null) throw new Error('This job has no organization.');
  return organizationId;
}
