import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { OpenIdProvider } from '../../test/openid-provider.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { storePassword } from '../people/store-password.ts';
import { hashPassword } from '../sign-in/password.ts';
import { allowPasswords } from './allow-passwords.command.ts';
import { ORIGIN, type Scene, setScene, startWithProvider, UPDATE } from './single-sign-on-scene.ts';

let provider: OpenIdProvider;
let app: TestApp;
let close: () => Promise<void>;
let scene: Scene;
beforeAll(async () => {
  ({ app, provider, close } = await startWithProvider());
});
afterAll(() => close());
beforeEach(async () => {
  provider.instead.clear();
  scene = await setScene(app, provider);
});

const METHODS = 'query ($email: String!) { signInMethods(email: $email) { allowsPassword singleSignOnHost } }';
const SIGN_OUT = 'mutation { signOut { signedOut continueAt } }';
const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) {
  viewer { user { email } } userErrors { __typename ... on UserError { message } } } }`;
const PASSWORD = 'a password of twelve';

/** What is refused with the input, as paths with messages. */
async function refused(input: Record<string, unknown>, of: Scene = scene): Promise<Record<string, string>> {
  const { singleSignOn } = await of.api.ask('{ singleSignOn { version } }');
  const { updateSingleSignOn } = await of.api.ask(UPDATE, {
    input: { expectedVersion: singleSignOn.version, ...input },
  });
  const errors = updateSingleSignOn.userErrors as { path: string[]; message: string }[];
  expect(updateSingleSignOn.singleSignOn === null).toBe(errors.length > 0);
  return Object.fromEntries(errors.map(({ path, message }) => [path.join('.'), message]));
}

async function methodsFor(email: string): Promise<unknown> {
  return (await app.stranger().ask(METHODS, { email })).signInMethods;
}

async function givePassword(): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await scene.world.write((tx) =>
    storePassword(tx, { id: scene.admin.id, emailKey: scene.admin.email }, hash, app.clock.now()),
  );
  // A new password ends the sessions that were there.
  scene.api = await scene.world.signedIn(scene.admin);
}

async function passwordSignIn(): Promise<{ viewer: unknown; userErrors: unknown[] }> {
  return (await app.stranger().ask(SIGN_IN, { email: scene.admin.email, password: PASSWORD })).signIn;
}

test('an organization begins without a provider, and every change needs the version that was read', async () => {
  const { api } = await (await app.world()).actor('SUPER_USER');
  expect(
    (
      await api.ask(
        '{ singleSignOn { version isEnabled issuer domains hasClientSecret allowsPasswords roleWithoutMatch } }',
      )
    ).singleSignOn,
  ).toEqual({
    version: 0,
    isEnabled: false,
    issuer: '',
    domains: [],
    hasClientSecret: false,
    allowsPasswords: true,
    roleWithoutMatch: 'EMPLOYEE',
  });
  const { updateSingleSignOn } = await api.ask(UPDATE, { input: { expectedVersion: 3, isEnabled: true } });
  expect(updateSingleSignOn).toMatchObject({ singleSignOn: null, userErrors: [{ __typename: 'StaleVersion' }] });
});

test('everything that is wrong is said at once, each at its field', async () => {
  const { api } = await (await app.world()).actor('SUPER_USER');
  const input = {
    expectedVersion: 0,
    isEnabled: true,
    issuer: 'http://login.example.com?x=1',
    domains: ['example', '@Example.com'],
    claims: { email: ' ', name: '', jobTitle: '', department: '', division: '', manager: '' },
    extraScopes: ['two words'],
    roleMappings: [
      { value: 'a', role: 'MANAGER' },
      { value: ' a', role: 'EMPLOYEE' },
      { value: '', role: 'EMPLOYEE' },
    ],
    allowsPasswords: false,
  };
  const { updateSingleSignOn } = await api.ask(UPDATE, { input });
  expect(updateSingleSignOn.userErrors.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual([
    'allowsPasswords',
    'claims.email',
    'clientId',
    'domains',
    'extraScopes',
    'issuer',
    'roleMappings.1.value',
    'roleMappings.2.value',
  ]);
});

test('the secret is stored sealed, cannot be read, and is forgotten with the provider that it was for', async () => {
  const stored = () =>
    scene.world.write((tx) => tx.rows<{ client_secret: Buffer | null }>('SELECT client_secret FROM single_sign_on'));
  await scene.set({ clientSecret: 'the secret of a client' });
  const [row] = await stored();
  expect(row?.client_secret?.includes(Buffer.from('secret'))).toBe(false);
  expect(row?.client_secret).toHaveLength(1 + 12 + 16 + 'the secret of a client'.length);
  const audit = await scene.world.write((tx) => tx.rows('SELECT before, after FROM audit_entries'));
  expect(JSON.stringify(audit)).not.toContain('the secret of a client');
  const READ = '{ singleSignOn { clientSecret } }';
  expect((await scene.api.send(READ)).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');

  await scene.set({ clientId: 'another client' });
  expect(await stored()).toEqual([{ client_secret: null }]);
  await scene.set({ clientSecret: 'the secret of a client' });
  await scene.set({ issuer: 'https://evil.example.com' });
  expect(await stored()).toEqual([{ client_secret: null }]);
});

test('another provider or client forgets whom the one before meant', async () => {
  await scene.signIn(scene.person('ada'));
  await scene.set({ clientId: 'another client' });
  expect(await scene.world.write((tx) => tx.rows('SELECT user_id FROM single_sign_on_links'))).toEqual([]);
});

test('without a key for secrets none is stored, and it is said why', async () => {
  const keyless = await startTestApp();
  try {
    const { api } = await (await keyless.world()).actor('SUPER_USER');
    const { updateSingleSignOn } = await api.ask(UPDATE, { input: { expectedVersion: 0, clientSecret: 'x' } });
    expect(updateSingleSignOn).toMatchObject({ singleSignOn: null, userErrors: [{ path: ['clientSecret'] }] });
    expect(updateSingleSignOn.userErrors[0].message).toMatch(/SECRETS_KEY/);
    const { singleSignOn } = await api.ask('{ singleSignOn { viewerCanStoreSecret { allowed } } }');
    expect(singleSignOn).toEqual({ viewerCanStoreSecret: { allowed: false } });
  } finally {
    await keyless.close();
  }
});

test('a domain belongs to one organization, and whose it is is not told', async () => {
  const other = await setScene(app, provider);
  const before = await other.api.ask('{ singleSignOn { version domains } }');
  const mine = `mine.${other.domain}`;
  const { domains } = await refused({ domains: [mine, scene.domain] }, other);
  expect(domains).toBe(`${scene.domain} cannot be used here. If it is yours, ask whoever runs this deployment.`);
  expect(await other.api.ask('{ singleSignOn { version domains } }')).toEqual(before);
  expect(await methodsFor(`x@${mine}`)).toEqual({ allowsPassword: true, singleSignOnHost: null });
  await scene.set({ domains: [`new.${scene.domain}`] });
  expect(await refused({ domains: [other.domain, scene.domain] }, other)).toEqual({});
});

test('strangers learn how a domain signs in, and nothing about who has an address', async () => {
  const host = new URL(provider.issuer).host;
  const answer = { allowsPassword: true, singleSignOnHost: host };
  for (const email of [scene.admin.email, `nobody@${scene.domain.toUpperCase()}`]) {
    expect(await methodsFor(email)).toEqual(answer);
  }
  for (const email of [
    'x@elsewhere.example.com',
    `x@sub.${scene.domain}`,
    scene.domain,
    '',
    '@',
    `x@y@${scene.domain}`,
  ]) {
    expect(await methodsFor(email)).toEqual({ allowsPassword: true, singleSignOnHost: null });
  }
  await scene.set({ isEnabled: false });
  expect(await methodsFor(scene.admin.email)).toEqual({ allowsPassword: true, singleSignOnHost: null });
});

test('passwords can be switched off only after a Super User came in with the provider that is set', async () => {
  expect(Object.keys(await refused({ allowsPasswords: false }))).toEqual(['allowsPasswords']);
  await scene.signIn(scene.person('ada'));
  expect(Object.keys(await refused({ allowsPasswords: false }))).toEqual(['allowsPasswords']);
  await scene.signIn(scene.person('admin'));
  expect(Object.keys(await refused({ allowsPasswords: false, clientId: 'another' }))).toEqual(['allowsPasswords']);
  await scene.set({ allowsPasswords: false });
  expect(Object.keys(await refused({ issuer: 'https://login.example.com' }))).toEqual(['issuer']);
  expect(Object.keys(await refused({ clientId: 'another' }))).toEqual(['issuer']);
  expect(Object.keys(await refused({ isEnabled: false }))).toEqual(['isEnabled']);
});

test('without passwords a right one is answered as a wrong one, links end, and sessions stay', async () => {
  await givePassword();
  const session = await scene.world.signedIn(scene.admin);
  expect(await passwordSignIn()).toMatchObject({ viewer: { user: { email: scene.admin.email } } });
  await scene.signIn(scene.person('admin'));
  await scene.set({ allowsPasswords: false });
  expect(await passwordSignIn()).toEqual({
    viewer: null,
    userErrors: [
      {
        __typename: 'SignInRefused',
        message: 'The email and password do not match an active user. Check both and try again.',
      },
    ],
  });
  expect((await session.ask('{ viewer { user { email } } }')).viewer.user.email).toBe(scene.admin.email);
  expect(await methodsFor(`x@${scene.domain}`)).toMatchObject({ allowsPassword: false });

  const RESET = 'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { requested } }';
  expect(await app.stranger().ask(RESET, { email: scene.admin.email })).toEqual({
    requestPasswordReset: { requested: true },
  });
  expect(await scene.world.write((tx) => tx.rows('SELECT id FROM mails'))).toEqual([]);
  const ada = await scene.world.user('EMPLOYEE');
  const INVITE =
    'mutation ($id: ID!) { inviteUser(input: { userId: $id }) { userErrors { __typename ... on UserError { path } } } }';
  const { inviteUser } = await scene.api.ask(INVITE, { id: scene.world.id('User', ada) });
  expect(inviteUser.userErrors).toEqual([{ __typename: 'InvalidInput', path: ['userId'] }]);
});

test('a link to set a password that was sent before works no more once passwords are off', async () => {
  const ada = await scene.world.user('EMPLOYEE');
  const INVITE = 'mutation ($id: ID!) { inviteUser(input: { userId: $id }) { userErrors { __typename } } }';
  await scene.api.ask(INVITE, { id: scene.world.id('User', ada) });
  const [mail] = await scene.world.write((tx) => tx.rows<{ id: string }>('SELECT id FROM mails'));
  await app.tasks.deliverMail?.({ organizationId: scene.world.organizationId, mailId: mail?.id });
  const [kept] = await scene.world.write((tx) =>
    tx.rows<{ token: string }>(`SELECT facts ->> 'token' AS token FROM mails`),
  );
  const SHOW = 'query ($token: String!) { passwordLink(token: $token) { email } }';
  expect((await app.stranger().ask(SHOW, { token: kept?.token })).passwordLink).toEqual({ email: ada.email });
  await scene.signIn(scene.person('admin'));
  await scene.set({ allowsPasswords: false });
  expect((await app.stranger().ask(SHOW, { token: kept?.token })).passwordLink).toBeNull();
});

test('whoever runs the service lets passwords in again from a terminal', async () => {
  await givePassword();
  await scene.signIn(scene.person('admin'));
  await scene.set({ allowsPasswords: false });
  expect(await allowPasswords(app.database, 'no-such-organization', app.clock.now())).toMatch(
    /there is no organization/,
  );
  expect(await allowPasswords(app.database, scene.world.slug, app.clock.now())).toBeUndefined();
  expect((await passwordSignIn()).userErrors).toEqual([]);
  const audit = await scene.world.write((tx) =>
    tx.rows('SELECT actor_id, before FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1', [
      'singleSignOn.updated',
    ]),
  );
  expect(audit).toEqual([{ actor_id: null, before: { allowsPasswords: false } }]);
});

test('signing out goes on to the provider only for who came from there', async () => {
  await givePassword();
  await scene.signIn(scene.person('admin'));
  const sso = scene.client();
  const { signOut } = await sso.ask(SIGN_OUT);
  const url = new URL(signOut.continueAt);
  expect(`${url.origin}${url.pathname}`).toBe(`${provider.issuer}/session/end`);
  expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/sign-in`);
  expect(url.searchParams.get('id_token_hint')).toBeNull();
  expect(await sso.refusal('{ viewer { user { email } } }')).toBe('UNAUTHENTICATED');
  expect(await sso.ask(SIGN_OUT)).toEqual({ signOut: { signedOut: true, continueAt: null } });

  const byPassword = app.stranger();
  await byPassword.ask(SIGN_IN, { email: scene.admin.email, password: PASSWORD });
  expect(await byPassword.ask(SIGN_OUT)).toEqual({ signOut: { signedOut: true, continueAt: null } });
});
