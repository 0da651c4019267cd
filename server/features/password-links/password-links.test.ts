import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTasks } from '../../jobs.ts';
import { silentLog } from '../../platform/log.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { readMail, type ScriptedSmtp, startScriptedSmtp } from '../../test/scripted-smtp.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { storePassword } from '../people/store-password.ts';
import type { User } from '../people/user.entity.ts';
import { hashPassword } from '../sign-in/password.ts';

const INVITE = `mutation ($id: ID!) { inviteUser(input: { userId: $id }) { user { id isInvited hasPassword } userErrors { __typename ... on UserError { message path } } } }`;
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { requested } }';
const SHOW = 'query ($token: String!) { passwordLink(token: $token) { kind email organizationName expiresAt } }';
const SET = `mutation ($token: String!, $password: String!) { setPassword(input: { token: $token, password: $password }) {
  viewer { user { email } } userErrors { __typename ... on UserError { message path } } } }`;
const WHO = '{ viewer { user { email } } }';
const OLD = 'an old password of mine';
const NEW = 'a new password of mine';

let smtp: ScriptedSmtp;
let app: TestApp;
let world: World;
let admin: ApiClient;
let ada: User;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
  app = await startTestApp({ SMTP_URL: smtp.url, MAIL_FROM: 'backfill@mail.example.com' }, { mailPause: 1 });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
let people = 0;
beforeEach(async () => {
  app.clock.set(NOW);
  Object.assign(smtp, { taken: [], attempts: 0, behave: () => 'take' });
  world = await app.world();
  ({ api: admin } = await world.actor('SUPER_USER'));
  people += 1;
  ada = await world.user('EMPLOYEE', { name: 'Ada Example', email: `ada${people}@example.com` });
});

async function givePassword(user: User): Promise<void> {
  const hash = await hashPassword(OLD);
  await world.write((tx) => storePassword(tx, user, hash, new Date(app.clock.now().getTime() - 86_400_000)));
}

function mailIds(): Promise<{ id: string; status: string }[]> {
  return world.write((tx) => tx.rows(`SELECT id, status FROM mails ORDER BY created_at, id`));
}

async function deliverAll(tasks = app.tasks): Promise<void> {
  for (const { id } of await mailIds()) await tasks.deliverMail?.({ organizationId: world.organizationId, mailId: id });
}

/** The tokens in the mails that were sent, oldest first. */
async function tokens(): Promise<string[]> {
  const mails = await Promise.all(smtp.taken.map(readMail));
  return mails.map(({ text }) => /\/set-password#([\w-]{43})/.exec(text ?? '')?.[1] ?? 'no token');
}

function auditActions(): Promise<{ action: string }[]> {
  return world.write((tx) => tx.rows(`SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY id`, [ada.id]));
}

test('an invited user sets a password once, within 72 hours, and is signed in', async () => {
  const id = world.id('User', ada);
  expect((await admin.ask(INVITE, { id })).inviteUser).toEqual({
    user: { id, isInvited: true, hasPassword: false },
    userErrors: [],
  });
  await admin.ask(INVITE, { id });
  await deliverAll();
  expect(smtp.taken).toHaveLength(1);
  const [token = ''] = await tokens();
  const stranger = app.stranger();
  expect((await stranger.ask(SHOW, { token })).passwordLink).toEqual({
    kind: 'INVITATION',
    email: ada.email,
    organizationName: 'Example Works',
    expiresAt: '2026-07-23T12:00:00.000Z',
  });
  const short = (await stranger.ask(SET, { token, password: 'short' })).setPassword;
  expect(short.userErrors).toMatchObject([{ __typename: 'InvalidInput', path: ['password'] }]);
  const { setPassword } = await stranger.ask(SET, { token, password: NEW });
  expect(setPassword).toEqual({ viewer: { user: { email: ada.email } }, userErrors: [] });
  expect((await stranger.ask(WHO)).viewer.user.email).toBe(ada.email);

  const again = (await app.stranger().ask(SET, { token, password: 'another password' })).setPassword;
  expect(again).toMatchObject({ viewer: null, userErrors: [{ __typename: 'LinkExpired', path: ['token'] }] });
  expect((await app.stranger().ask(SHOW, { token })).passwordLink).toBeNull();
  expect((await auditActions()).map(({ action }) => action)).toEqual([
    'user.invited',
    'user.passwordSet',
    'session.started',
  ]);
  const { inviteUser } = await admin.ask(INVITE, { id });
  expect(inviteUser.userErrors).toMatchObject([{ __typename: 'InvalidInput', path: ['userId'] }]);
});

test('links expire: an invitation after 72 hours, a reset after 2', async () => {
  await admin.ask(INVITE, { id: world.id('User', ada) });
  await deliverAll();
  const [invitation = ''] = await tokens();
  app.clock.advance({ hours: 72 });
  expect((await app.stranger().ask(SHOW, { token: invitation })).passwordLink).toBeNull();
  expect((await app.stranger().ask(SET, { token: invitation, password: NEW })).setPassword.viewer).toBeNull();

  await givePassword(ada);
  await app.stranger().ask(REQUEST, { email: ada.email });
  await deliverAll();
  const [, reset = ''] = await tokens();
  app.clock.advance({ minutes: 119 });
  expect((await app.stranger().ask(SHOW, { token: reset })).passwordLink.kind).toBe('PASSWORD_RESET');
  app.clock.advance({ minutes: 1 });
  expect((await app.stranger().ask(SHOW, { token: reset })).passwordLink).toBeNull();
});

test('a reset ends all sessions and all other links', async () => {
  await givePassword(ada);
  const elsewhere = await world.signedIn(ada);
  await app.stranger().ask(REQUEST, { email: ` ${ada.email.toUpperCase()}` });
  await app.stranger().ask(REQUEST, { email: ada.email });
  await deliverAll();
  const [first = '', second = ''] = await tokens();
  const stranger = app.stranger();
  expect((await stranger.ask(SET, { token: second, password: NEW })).setPassword.userErrors).toEqual([]);
  expect((await stranger.ask(WHO)).viewer.user.email).toBe(ada.email);
  expect(await elsewhere.refusal(WHO)).toBe('UNAUTHENTICATED');
  expect((await app.stranger().ask(SHOW, { token: first })).passwordLink).toBeNull();
});

test('a link used by two at once works for one', async () => {
  await admin.ask(INVITE, { id: world.id('User', ada) });
  await deliverAll();
  const [token] = await tokens();
  const answers = await Promise.all([1, 2, 3, 4].map(() => app.stranger().ask(SET, { token, password: NEW })));
  expect(answers.filter(({ setPassword }) => setPassword.userErrors.length === 0)).toHaveLength(1);
});

test('every address gets the same answer, and only users with a password get a mail, at most 3 within an hour', async () => {
  await givePassword(ada);
  const gone = await world.user('EMPLOYEE', { email: `gone${people}@example.com`, isActive: false });
  await givePassword(gone);
  const never = await world.user('EMPLOYEE', { email: `never${people}@example.com` });
  for (const email of [gone.email, never.email, 'nobody@example.com', 'not an address']) {
    const begun = performance.now();
    expect(await app.stranger().ask(REQUEST, { email })).toEqual({ requestPasswordReset: { requested: true } });
    expect(performance.now() - begun).toBeGreaterThan(290);
  }
  expect(await mailIds()).toEqual([]);
  const answers = await Promise.all(Array.from({ length: 5 }, () => app.stranger().ask(REQUEST, { email: ada.email })));
  expect(answers).toEqual(Array(5).fill({ requestPasswordReset: { requested: true } }));
  expect(await mailIds()).toHaveLength(3);
  app.clock.advance({ minutes: 61 });
  await app.stranger().ask(REQUEST, { email: ada.email });
  expect(await mailIds()).toHaveLength(4);
});

test('whoever was deactivated cannot use a link, nor be invited', async () => {
  await admin.ask(INVITE, { id: world.id('User', ada) });
  await deliverAll();
  const [token] = await tokens();
  await world.write((tx) => tx.execute('UPDATE users SET is_active = false WHERE id = $1', [ada.id]));
  expect((await app.stranger().ask(SHOW, { token })).passwordLink).toBeNull();
  expect((await app.stranger().ask(SET, { token, password: NEW })).setPassword.viewer).toBeNull();
  const { inviteUser } = await admin.ask(INVITE, { id: world.id('User', ada) });
  expect(inviteUser.userErrors).toMatchObject([{ __typename: 'InvalidInput' }]);
  const foreign = await app.world();
  const unknown = await admin.ask(INVITE, { id: foreign.id('User', await foreign.user('EMPLOYEE')) });
  expect(unknown.inviteUser.userErrors).toMatchObject([{ __typename: 'UnknownReference', path: ['userId'] }]);
});

test('the token is in the mail alone: not in the database, not in the outbox', async () => {
  await admin.ask(INVITE, { id: world.id('User', ada) });
  const OUTBOX = '{ mails { nodes { status text html } } }';
  expect((await admin.ask(OUTBOX)).mails.nodes[0].text).toContain('only in the mail that is sent');
  await deliverAll();
  const [token = ''] = await tokens();
  const { text, html, status } = (await admin.ask(OUTBOX)).mails.nodes[0];
  expect(status).toBe('SENT');
  expect(`${text}${html}`).not.toContain('set-password');
  const rows = await world.write((tx) => tx.rows('SELECT * FROM mails'));
  const links = await app.database.global('SELECT * FROM password_links WHERE user_id = $1', [ada.id]);
  expect(JSON.stringify([rows, links])).not.toContain(token);
});

test('without a mail server a Super User passes the link on, as long as it works', async () => {
  const withoutServer = createTasks({
    database: app.database,
    clock: app.clock,
    log: silentLog,
    mailer: null,
    origin: () => '',
    firstPause: 1,
  });
  await admin.ask(INVITE, { id: world.id('User', ada) });
  await deliverAll(withoutServer);
  const OUTBOX = '{ mails { nodes { status text } } }';
  const kept = (await admin.ask(OUTBOX)).mails.nodes[0];
  expect(kept.status).toBe('KEPT');
  const token = /set-password#([\w-]{43})/.exec(kept.text)?.[1];
  const stranger = app.stranger();
  expect((await stranger.ask(SET, { token, password: NEW })).setPassword.userErrors).toEqual([]);
  expect((await admin.ask(OUTBOX)).mails.nodes[0].text).not.toContain('set-password');
});

test('a mail that comes after the password was set is not sent', async () => {
  await givePassword(ada);
  await app.stranger().ask(REQUEST, { email: ada.email });
  app.clock.advance({ minutes: 1 });
  const hash = await hashPassword(NEW);
  await world.write((tx) => storePassword(tx, ada, hash, app.clock.now()));
  await deliverAll();
  expect(smtp.taken).toEqual([]);
  expect(await mailIds()).toEqual([]);
});
