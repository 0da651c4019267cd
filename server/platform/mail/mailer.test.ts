import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ScriptedSmtp, type SmtpBehavior, startScriptedSmtp } from '../../test/scripted-smtp.ts';
import { explainMailFailure, type MailFailure } from './mail-failure.ts';
import { createMailer } from './mailer.ts';

const ADDRESS = 'ada@example.com';

let smtp: ScriptedSmtp;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
});
afterAll(() => smtp.close());

async function failureAt(smtpUrl: string): Promise<MailFailure | undefined> {
  const mailer = createMailer({ smtpUrl, from: 'Backfill <backfill@example.com>', silence: 300 });
  const to = { name: 'Ada Example', address: ADDRESS };
  try {
    await mailer.send({ id: 'x', to, subject: 'x', html: 'x', text: 'x', date: new Date(0) });
    return undefined;
  } catch (error) {
    return explainMailFailure(error);
  }
}

const CASES: [SmtpBehavior, string, boolean][] = [
  ['refuseForNow', "The mail server refuses the recipient's address (it answered 451).", false],
  ['refuseForGood', "The mail server refuses the recipient's address (it answered 550).", true],
  ['refuseContent', 'The mail server refuses the mail (it answered 452).', false],
  ['hangUpAtStart', 'The connection to the mail server broke', false],
  ['hangUpBeforeAnswer', 'The connection to the mail server broke', false],
];

test.each(CASES)('%s: "%s", for good: %s', async (behavior, message, isPermanent) => {
  smtp.behave = () => behavior;
  const failure = await failureAt(smtp.url);
  expect(failure?.message).toContain(message);
  expect(failure?.message).not.toContain(ADDRESS);
  expect(failure?.isPermanent).toBe(isPermanent);
});

test('a server that takes the mail is no failure', async () => {
  smtp.behave = () => 'take';
  expect(await failureAt(smtp.url)).toBeUndefined();
});

test('a server that says nothing is given up, and one that is not there is told apart', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  expect(await failureAt(`smtp://127.0.0.1:${port}`)).toEqual({
    message: 'The mail server did not answer in time (ETIMEDOUT).',
    isPermanent: false,
  });
  await new Promise((resolve) => silent.close(resolve));
  const gone = await failureAt(`smtp://127.0.0.1:${port}`);
  expect(gone).toEqual({ message: expect.stringContaining('cannot be reached'), isPermanent: false });
});
