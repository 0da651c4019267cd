import type { MailRowFragment } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useViewer } from '../../../shell/session.ts';

/** When something of a mail happened, in the organization's time zone. */
export function useMailTimes() {
  const { t, tc, instant } = useText();
  const viewer = useViewer();
  const at = (time: string) => instant(time, viewer.value.organization.timeZone);

  /** What happened to the mail so far and what comes next, in one line. */
  function told({ status, createdAt, sentAt, attempts, nextAttemptAt }: MailRowFragment): string {
    if (sentAt) return t('outbox.times.sent', { at: at(sentAt) });
    const queued = t('outbox.times.queued', { at: at(createdAt) });
    if (status === 'DEAD') return [queued, tc('outbox.times.givenUp', attempts)].join(' · ');
    if (status === 'KEPT' || attempts === 0) return queued;
    const next = nextAttemptAt ? t('outbox.times.next', { at: at(nextAttemptAt) }) : '';
    return [queued, tc('outbox.times.tried', attempts), next].filter(Boolean).join(' · ');
  }

  return told;
}
