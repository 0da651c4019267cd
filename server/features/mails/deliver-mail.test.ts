import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTasks } from '../../jobs.ts';
import { createJobRunner } from '../../platform/jobs/job-runner.ts';
import { silentLog } from '../../platform/log.ts';
import { createMailer } from '../../platform/mail/mailer.ts';
import {
  messageIdOf,
  readMail,
  type ScriptedSmtp,
  type SmtpBehavior,
  startScriptedSmtp,
} from '../../test/scripted-smtp.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { DELIVER_MAIL, queueMail, queueMails } from './queue-mails.ts';

const FROM = 'Backfill <backfill@mail.example.com>';
const FAILURES: SmtpBehavior[] = ['refuseForNow', 'refuseContent', 'hangUpAtStart', 'hangUpBeforeAnswer'];

let smtp: ScriptedSmtp;
let app: TestApp;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
  const env = { SMTP_URL: smtp.url, MAIL_FROM: FROM, PUBLIC_URL: 'https://backfill.example.com' };
  app = await startTestApp(env, { mailPause: 1 });
  // Jobs are due by the database's clock.
  app.clock.set(new Date(Date.now() - 86_400_000));
});
beforeEach(() => {
  Object.assign(smtp, { taken: [], attempts: 0, behave: () => 'take' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});

let world: World;
let recipient: User;
beforeEach(async () => {
  world = await app.world();
  recipient = await world.user('EMPLOYEE', { name: 'Ada "Ace" Example' });
});
const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((runner) => runner.stop()));
});

async function queueReminder(): Promise<string> {
  const order = await world.order({ recipient });
  const facts = { orderIds: [order.id] };
  const id = await world.write((tx) =>
    queueMail(tx, { kind: 'REMINDER', recipientId: recipient.id, facts }, app.clock.now()),
  );
  if (!id) throw new Error('The mail was not queued.');
  return id;
}

function deliver(mailId: string): Promise<void> | undefined {
  return app.tasks[DELIVER_MAIL]?.({ organizationId: world.organizationId, mailId });
}

interface Row {
  status: string;
  attempts: number;
  last_error: string | null;
  next_attempt_at: Date | null;
  sent_at: Date | null;
}

async function rowOf(mailId: string): Promise<Row | undefined> {
  const rows = await world.write((tx) =>
    tx.rows<Row>('SELECT status, attempts, last_error, next_attempt_at, sent_at FROM mails WHERE id = $1', [mailId]),
  );
  return rows[0];
}

async function statuses(): Promise<Record<string, number>> {
  const rows = await world.write((tx) =>
    tx.rows<{ status: string; count: number }>('SELECT status, count(*)::int FROM mails GROUP BY 1 ORDER BY 1'),
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

function startRunner(): void {
  const mailer = createMailer({ smtpUrl: smtp.url, from: FROM });
  const facts = { database: app.database, clock: app.clock, log: silentLog, mailer, origin: () => '', firstPause: 1 };
  const runner = createJobRunner({ databaseUrl: app.databaseUrl, tasks: createTasks(facts), log: silentLog });
  started.push(runner);
  runner.start();
}

test('a mail is sent as HTML and text, with its own Message-ID, and is SENT then', async () => {
  const mailId = await queueReminder();
  await deliver(mailId);
  expect(await rowOf(mailId)).toEqual({
    status: 'SENT',
    attempts: 1,
    last_error: null,
    next_attempt_at: null,
    sent_at: app.clock.now(),
  });
  expect(smtp.taken).toHaveLength(1);
  const mail = await readMail(smtp.taken[0]);
  expect(mail.messageId).toBe(`<${mailId}@mail.example.com>`);
  expect(mail.to).toMatchObject({ value: [{ name: 'Ada "Ace" Example', address: recipient.email }] });
  expect(mail.from?.text).toBe('"Backfill" <backfill@mail.example.com>');
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.text).toMatch(/https:\/\/backfill\.example\.com\/orders\/[\w-]+\/guest-list/);
  expect(mail.html).toMatch(/href="https:\/\/backfill\.example\.com\/orders\/[\w-]+\/guest-list"/);
  await deliver(mailId);
  expect(smtp.taken).toHaveLength(1);
});

test('1,000 mails to a server that fails 3 times in 10 are each sent once or given up, by two processes', async () => {
  const orders = [await world.order({ recipient })];
  const mail = {
    kind: 'REMINDER' as const,
    recipientId: recipient.id,
    facts: { orderIds: orders.map(({ id }) => id) },
  };
  const mailIds = await world.write((tx) => queueMails(tx, Array(1000).fill(mail), app.clock.now()));
  smtp.behave = (attempt) => {
    if (attempt % 97 === 0) return 'refuseForGood';
    return attempt % 10 < 3 ? (FAILURES[Math.floor(attempt / 10) % FAILURES.length] ?? 'take') : 'take';
  };
  startRunner();
  startRunner();
  const end = performance.now() + 60_000;
  while ((await statuses()).QUEUED) {
    if (performance.now() > end) throw new Error(`Not done in time: ${JSON.stringify(await statuses())}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const { SENT = 0, DEAD = 0 } = await statuses();
  expect(SENT + DEAD).toBe(1000);
  expect(DEAD).toBeGreaterThan(5);
  expect(smtp.attempts).toBeGreaterThan(1300);
  const sentIds = smtp.taken.map(messageIdOf);
  expect(sentIds).toHaveLength(SENT);
  expect(new Set(sentIds).size).toBe(SENT);
  expect(sentIds.every((id) => mailIds.includes(id))).toBe(true);
}, 70_000);

test('a mail is given up after 8 failures, says why without the address, and can be sent again', async () => {
  const { api } = await world.actor('SUPER_USER');
  const mailId = await queueReminder();
  smtp.behave = () => 'refuseForNow';
  await deliver(mailId);
  const once = await rowOf(mailId);
  expect(once).toMatchObject({ status: 'QUEUED', attempts: 1 });
  expect(once?.next_attempt_at?.getTime()).toBe(app.clock.now().getTime() + 1);
  for (let attempt = 2; attempt <= 8; attempt += 1) await deliver(mailId);
  const dead = await rowOf(mailId);
  expect(dead).toMatchObject({ status: 'DEAD', attempts: 8, next_attempt_at: null });
  expect(dead?.last_error).toBe("The mail server refuses the recipient's address (it answered 451).");
  await deliver(mailId);
  expect(smtp.attempts).toBe(8);

  const OUTBOX = `{ viewer { deadMailCount } mails(filter: { statuses: [DEAD] }) { nodes { id attempts lastError recipient { name } subject } } }`;
  const outbox = await api.ask(OUTBOX);
  expect(outbox.viewer.deadMailCount).toBe(1);
  const id = world.id('Mail', { id: mailId });
  expect(outbox.mails.nodes).toEqual([
    {
      id,
      attempts: 8,
      lastError: dead?.last_error,
      recipient: { name: recipient.name },
      subject: expect.stringContaining('Reminder'),
    },
  ]);
  const RESEND = `mutation ($id: ID!) { resendMail(input: { mailId: $id }) { mail { status attempts } userErrors { __typename ... on UserError { path } } } }`;
  expect((await api.ask(RESEND, { id })).resendMail).toEqual({
    mail: { status: 'QUEUED', attempts: 0 },
    userErrors: [],
  });
  smtp.behave = () => 'take';
  await deliver(mailId);
  expect(await rowOf(mailId)).toMatchObject({ status: 'SENT', attempts: 1, last_error: null });
  expect((await api.ask(RESEND, { id })).resendMail).toEqual({
    mail: { status: 'SENT', attempts: 1 },
    userErrors: [{ __typename: 'InvalidInput', path: ['mailId'] }],
  });
  const unknown = await api.ask(RESEND, { id: world.id('Mail', { id: recipient.id }) });
  expect(unknown.resendMail).toEqual({
    mail: null,
    userErrors: [{ __typename: 'UnknownReference', path: ['mailId'] }],
  });
});

test('a recipient whom the server refuses for good is not tried again', async () => {
  const mailId = await queueReminder();
  smtp.behave = () => 'refuseForGood';
  await deliver(mailId);
  expect(await rowOf(mailId)).toMatchObject({
    status: 'DEAD',
    attempts: 1,
    last_error: expect.stringContaining('550'),
  });
});

test('two processes never send a mail at once', async () => {
  const mailId = await queueReminder();
  smtp.behave = () => 'takeSlowly';
  await Promise.all([deliver(mailId), deliver(mailId), deliver(mailId)]);
  expect(smtp.taken).toHaveLength(1);
  expect(await rowOf(mailId)).toMatchObject({ status: 'SENT', attempts: 1 });
});

test('a mail that a killed process was sending is taken up again', async () => {
  const mailId = await queueReminder();
  const claim = (until: number): Promise<number> =>
    world.write((tx) =>
      tx.execute('UPDATE mails SET attempts = 1, claimed_until = $2, created_at = $3 WHERE id = $1', [
        mailId,
        new Date(app.clock.now().getTime() + until),
        new Date(app.clock.now().getTime() - 3_600_000),
      ]),
    );
  const recover = (): unknown => app.tasks.recoverMails?.({ organizationId: world.organizationId });
  await claim(60_000);
  await deliver(mailId);
  expect(smtp.attempts).toBe(0);
  await claim(-1);
  await recover();
  startRunner();
  const end = performance.now() + 5_000;
  while ((await rowOf(mailId))?.status !== 'SENT' && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await rowOf(mailId)).toMatchObject({ status: 'SENT', attempts: 2 });
});

test('inactive users get no mail, and what has nothing left to say is gone', async () => {
  const mailId = await queueReminder();
  await world.write((tx) => tx.execute('UPDATE users SET is_active = false WHERE id = $1', [recipient.id]));
  await deliver(mailId);
  expect(await rowOf(mailId)).toBeUndefined();
  expect(smtp.attempts).toBe(0);
});

test('the same mail is queued once', async () => {
  const mail = { kind: 'REMINDER' as const, recipientId: recipient.id, facts: { orderIds: [] }, deduplicationKey: 'a' };
  const ids = await Promise.all([1, 2, 3].map(() => world.write((tx) => queueMail(tx, mail, app.clock.now()))));
  expect(ids.filter((id) => id !== undefined)).toHaveLength(1);
  expect(await statuses()).toEqual({ QUEUED: 1 });
});

test('without a mail server mails are kept, and the outbox pages through them', async () => {
  const withoutServer = createTasks({
    database: app.database,
    clock: app.clock,
    log: silentLog,
    mailer: null,
    origin: () => 'http://localhost:4000',
    firstPause: 1,
  });
  const { api } = await world.actor('SUPER_USER');
  const mailIds = [await queueReminder(), await queueReminder(), await queueReminder()];
  for (const mailId of mailIds) await withoutServer[DELIVER_MAIL]?.({ organizationId: world.organizationId, mailId });
  expect(await statuses()).toEqual({ KEPT: 3 });
  const PAGE = `query ($after: String) { mails(first: 2, after: $after) { nodes { id status html text } pageInfo { hasNextPage endCursor } } }`;
  const first = (await api.ask(PAGE)).mails;
  const second = (await api.ask(PAGE, { after: first.pageInfo.endCursor })).mails;
  const nodes = [...first.nodes, ...second.nodes];
  expect(new Set(nodes.map(({ id }: { id: string }) => id)).size).toBe(3);
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect(nodes[0].text).toContain('Please say who used the tickets');
  expect(nodes[0].html).toContain('Ada &#34;Ace&#34; Example');
  const ofNobody = await api.ask(`query ($id: ID!) { mails(filter: { recipientId: $id }) { nodes { id } } }`, {
    id: 'x',
  });
  expect(ofNobody.mails.nodes).toEqual([]);
});
