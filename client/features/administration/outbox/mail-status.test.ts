import { expect, test } from '@jest/globals';
import { canResend, outboxTabs, statusOfTab, tabOfStatus } from './mail-status.ts';

test('each tab of the outbox has the mails of one status', () => {
  expect(outboxTabs).toEqual(['queued', 'sent', 'kept', 'dead']);
  expect(outboxTabs.map((tab) => tabOfStatus(statusOfTab[tab]))).toEqual(outboxTabs);
});

test('only a kept or dead mail can be sent again', () => {
  expect((['QUEUED', 'SENT', 'KEPT', 'DEAD'] as const).map(canResend)).toEqual([false, false, true, true]);
});
