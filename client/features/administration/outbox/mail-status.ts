import type { MailStatus } from '../../../gql/graphql.ts';
import type { OutboxSearch } from '../../../routes.ts';

export type OutboxTab = OutboxSearch['status'];

export const statusOfTab: Record<OutboxTab, MailStatus> = {
  queued: 'QUEUED',
  sent: 'SENT',
  kept: 'KEPT',
  dead: 'DEAD',
};

export const outboxTabs = Object.keys(statusOfTab) as OutboxTab[];

/** The tab where a mail of this status is listed. */
export function tabOfStatus(status: MailStatus): OutboxTab {
  return outboxTabs.find((tab) => statusOfTab[tab] === status) ?? 'queued';
}

export const mailTones: Record<MailStatus, 'waiting' | 'done' | 'note' | 'problem'> = {
  QUEUED: 'waiting',
  SENT: 'done',
  KEPT: 'note',
  DEAD: 'problem',
};

/** What was given up, or was never sent because no mail server was configured, can be sent again. */
export function canResend(status: MailStatus): boolean {
  return status === 'DEAD' || status === 'KEPT';
}
