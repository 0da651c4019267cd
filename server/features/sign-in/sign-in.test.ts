import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RequestContext } from '../../platform/context.ts';
import { newId } from '../../platform/id.ts';
import { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { hashPassword } from './password.ts';
import { recordRefusal, REFUSALS_PER_HOUR } from './record-sign-in.ts';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { user { email } } userErrors { __typename ... on UserError { message path } } }
}`;
const WHO = '{ viewer { user { id email role } organization { slug } viewerCanSeeUnusedQueue { allowed reason } } }';
const PASSWORD = 'correct horse battery staple';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function givePassword(world: World, user: User): Promise<void> {
  await app.database.global(
    `INSERT INTO sign_in_identities (id, organization_id, user_id, email_key, password_hash, updated_at) VALUES ($1, $2, $3, $4, $5, now())`,
    [newId(), world.organizationId, user.id, user.emailKey, await hashPassword(PASSWORD)],
  );
}

test('the right password starts a session that signOut ends', async () => {
  const world = await app.world();
  const user = await world.user('EMPLOYEE', { email: 'Ada@example.com' });
  await givePassword(world, user);
  const api = app.stranger();

  const { signIn } = await api.ask(SIGN_IN, { input: { email: ' ada@EXAMPLE.com', password: PASSWORD } });
  expect(signIn).toEqual({ viewer: { user: { email: 'Ada@example.com' } }, userErrors: [] });
  const { viewer } = await api.ask(WHO);
  expect(viewer).toEqual({
    user: { id: world.id('User', user), email: 'Ada@example.com', role: 'EMPLOYEE' },
    organization: { slug: world.slug },
    viewerCanSeeUnusedQueue: { allowed: false, reason: expect.stringContaining('Only Ticket Managers') },
  });

  await api.ask('mutation { signOut { signedOut } }');
  expect(await api.refusal(WHO)).toBe('UNAUTHENTICATED');
});

test('a wrong password, an unknown address and an inactive user get the same answer', async () => {
  const world = await app.world();
  const active = await world.user('EMPLOYEE');
  const inactive = await world.user('EMPLOYEE', { isActive: false });
  await givePassword(world, active);
  await givePassword(world, inactive);
  const organization = world.slug;

  const answers = await Promise.all(
    [
      { email: active.email, password: 'wrong wrong wrong', organization },
      { email: 'nobody@example.com', password: PASSWORD, organization },
      { email: inactive.email, password: PASSWORD, organization },
    ].map(async (input) => (await app.stranger().ask(SIGN_IN, { input })).signIn),
  );
  expect(answers[0].userErrors).toEqual([
    { __typename: 'SignInRefused', message: expect.stringContaining('do not match'), path: null },
  ]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('signing in again makes a new session and ends the one before', async () => {
  const world = await app.world();
  const user = await world.user('EMPLOYEE');
  await givePassword(world, user);
  const api = app.stranger();
  const input = { email: user.email, password: PASSWORD, organization: world.slug };
  await api.ask(SIGN_IN, { input });
  const before = api.sessionToken;
  await api.ask(SIGN_IN, { input });
  expect(api.sessionToken).not.toBe(before);
  expect((await api.ask(WHO)).viewer.user.email).toBe(user.email);
  expect(await new ApiClient(app, { session: before }).refusal(WHO)).toBe('UNAUTHENTICATED');
});

test('an address in two organizations asks for the organization, after the right password only', async () => {
  const email = `shared-${newId()}@example.com`;
  const [first, second] = [await app.world(), await app.world()];
  await givePassword(first, await first.user('EMPLOYEE', { email }));
  await givePassword(second, await second.user('EMPLOYEE', { email }));

  const api = app.stranger();
  const wrong = await api.ask(SIGN_IN, { input: { email, password: 'wrong wrong wrong' } });
  expect(wrong.signIn.userErrors[0].__typename).toBe('SignInRefused');
  const ambiguous = await api.ask(SIGN_IN, { input: { email, password: PASSWORD } });
  expect(ambiguous.signIn.userErrors).toEqual([
    { __typename: 'OrganizationRequired', message: expect.any(String), path: ['organization'] },
  ]);
  const named = await api.ask(SIGN_IN, { input: { email, password: PASSWORD, organization: second.slug } });
  expect(named.signIn.userErrors).toEqual([]);
  expect((await api.ask(WHO)).viewer.organization.slug).toBe(second.slug);
});

test('a session ends after 12 idle hours and after 7 days', async () => {
  const world = await app.world();
  const { api } = await world.actor('EMPLOYEE');
  const start = app.clock.now();
  try {
    app.clock.advance({ hours: 11 });
    await api.ask(WHO);
    app.clock.advance({ hours: 11 });
    await api.ask(WHO);
    app.clock.advance({ hours: 13 });
    expect(await api.refusal(WHO)).toBe('UNAUTHENTICATED');
  } finally {
    app.clock.set(start);
  }
});

test('beside a real organization nobody signs in to the demo', async () => {
  const demo = await app.world();
  const user = await demo.user('EMPLOYEE');
  await givePassword(demo, user);
  await app.database.global('UPDATE organizations SET is_demo = true WHERE id = $1', [demo.organizationId]);
  await app.world();
  const { signIn } = await app
    .stranger()
    .ask(SIGN_IN, { input: { email: user.email, password: PASSWORD, organization: demo.slug } });
  expect(signIn.userErrors).toMatchObject([{ __typename: 'SignInRefused' }]);
});

test('signing in, out and being refused is in the audit log; what was typed is not', async () => {
  const world = await app.world();
  const [ada, ben] = [await world.user('EMPLOYEE'), await world.user('EMPLOYEE', { isActive: false })];
  await givePassword(world, ada);
  await givePassword(world, ben);
  const organization = world.slug;
  const api = app.stranger();
  const attempt = (email: string, password: string) => api.ask(SIGN_IN, { input: { email, password, organization } });
  await attempt(ada.email, 'wrong wrong wrong');
  await attempt(ben.email, PASSWORD);
  await attempt('nobody@example.com', PASSWORD);
  await attempt(ada.email, PASSWORD);
  await api.ask('mutation { signOut { signedOut } }');
  await api.ask('mutation { signOut { signedOut } }');

  const entries = await world.write((tx) =>
    tx.rows(
      'SELECT action, actor_id AS actor, subject_id AS subject, before, after, reason FROM audit_entries ORDER BY id',
    ),
  );
  const bare = { before: null, after: null, reason: null };
  expect(entries).toEqual([
    { action: 'session.refused', actor: null, subject: ada.id, ...bare },
    { action: 'session.refused', actor: null, subject: ben.id, ...bare },
    { action: 'session.started', actor: ada.id, subject: ada.id, ...bare },
    { action: 'session.ended', actor: ada.id, subject: ada.id, ...bare },
  ]);
});

test('of refusals for one user 20 within an hour are recorded', async () => {
  const world = await app.world();
  const ada = await world.user('EMPLOYEE');
  const start = app.clock.now();
  const recorded = async (): Promise<number> => {
    const ctx = new RequestContext({
      database: app.database,
      clock: app.clock,
      requestId: 'a-request',
      cookie: { set: () => undefined, clear: () => undefined },
    });
    for (let attempt = 0; attempt < REFUSALS_PER_HOUR + 5; attempt += 1) {
      await recordRefusal(ctx, { organizationId: world.organizationId, userId: ada.id });
    }
    const rows = await world.write((tx) => tx.rows('SELECT FROM audit_entries'));
    return rows.length;
  };
  try {
    expect(await recorded()).toBe(20);
    app.clock.advance({ hours: 1, minutes: 1 });
    expect(await recorded()).toBe(40);
  } finally {
    app.clock.set(start);
  }
});

test('a refusal takes as long for an address that nobody has', async () => {
  const began = performance.now();
  await app.stranger().ask(SIGN_IN, { input: { email: 'nobody@example.com', password: PASSWORD } });
  expect(performance.now() - began).toBeGreaterThanOrEqual(295);
});
