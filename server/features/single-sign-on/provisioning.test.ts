import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { OpenIdProvider } from '../../test/openid-provider.ts';
import type { TestApp } from '../../test/test-app.ts';
import { type Scene, problemIn, setScene, startWithProvider } from './single-sign-on-scene.ts';

let provider: OpenIdProvider;
let app: TestApp;
let close: () => Promise<void>;
let scene: Scene;
beforeAll(async () => {
  ({ app, provider, close } = await startWithProvider());
});
afterAll(() => close());
beforeEach(async () => {
  scene = await setScene(app, provider);
});

const CLAIMS = {
  email: 'email',
  name: 'name',
  jobTitle: 'title',
  department: 'department',
  division: 'division',
  manager: 'manager',
};
const MAPPED = {
  extraScopes: ['groups'],
  roleClaim: 'groups',
  roleMappings: [
    { value: 'tickets', role: 'TICKET_MANAGER' },
    { value: 'admins', role: 'SUPER_USER' },
    { value: 'chiefs', role: 'MANAGER' },
  ],
};

test('an address that is not verified, missing or of another domain is refused, and nobody is created', async () => {
  const refused = {
    emailUnverified: { email_verified: false },
    emailMissing: { email: undefined },
    emailElsewhere: { email: 'ada@elsewhere.example.com' },
  };
  for (const [problem, claims] of Object.entries(refused)) {
    expect(problemIn(await scene.signIn(scene.person('ada', claims)))).toBe(problem);
  }
  const nested = { email: `ada@${scene.domain}.evil.example.com` };
  expect(problemIn(await scene.signIn(scene.person('ada', nested)))).toBe('emailElsewhere');
  const users = await scene.world.write((tx) => tx.rows('SELECT email FROM users'));
  expect(users).toEqual([{ email: scene.admin.email }]);
});

test('where the provider is trusted, an address needs no word that it is verified', async () => {
  await scene.set({ trustsEmails: true });
  expect(await scene.signIn(scene.person('ada', { email_verified: undefined }))).toBe('/orders?tab=open');
});

test('whoever is inactive or was erased stays out, before and after being linked', async () => {
  await scene.world.user('EMPLOYEE', { email: `gone@${scene.domain}`, isActive: false });
  expect(problemIn(await scene.signIn(scene.person('gone')))).toBe('inactive');
  await scene.signIn(scene.person('ada'));
  const ada = await scene.userOf(`ada@${scene.domain}`);
  await scene.world.write((tx) => tx.execute('UPDATE users SET is_active = false WHERE id = $1', [ada.id]));
  expect(problemIn(await scene.signIn(scene.person('ada')))).toBe('inactive');
  expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject({ is_active: false, version: 1 });

  const ERASE = `mutation ($id: ID!) { eraseUser(input: { userId: $id, reason: "Asked for it" }) { userErrors { __typename } } }`;
  expect((await scene.api.ask(ERASE, { id: scene.world.id('User', ada) })).eraseUser.userErrors).toEqual([]);
  expect(await scene.world.write((tx) => tx.rows('SELECT user_id FROM single_sign_on_links'))).toEqual([]);
});

test('facts are taken from the claims that are named, kept where none is sent, and never written to the trail', async () => {
  const boss = await scene.world.user('MANAGER', { email: `boss@${scene.domain}` });
  await scene.set({ claims: CLAIMS });
  const facts = { title: 'Analyst', department: 'Sales', division: 'North', manager: `BOSS@${scene.domain}` };
  await scene.signIn(scene.person('ada', facts));
  const expected = { job_title: 'Analyst', department: 'Sales', division: 'North', manager_id: boss.id, version: 1 };
  expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject(expected);
  await scene.signIn(scene.person('ada', facts));
  expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject(expected);
  await scene.signIn(scene.person('ada', { title: '', department: 'Marketing', manager: 'nobody@example.com' }));
  expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject({
    job_title: null,
    department: 'Marketing',
    division: 'North',
    manager_id: boss.id,
    version: 2,
  });
  const audit = await scene.world.write((tx) =>
    tx.rows<{ action: string; after: object }>(
      `SELECT action, after FROM audit_entries WHERE action LIKE 'user.%' ORDER BY id`,
    ),
  );
  expect(audit.at(-1)).toEqual({
    action: 'user.updated',
    after: {
      role: 'EMPLOYEE',
      managerId: boss.id,
      changedFields: ['jobTitle', 'department'],
      bySingleSignOn: true,
    },
  });
  expect(JSON.stringify(audit)).not.toMatch(/ada@|Sales|Analyst|Example|North/);
});

test('managers never form a circle', async () => {
  await scene.set({ claims: CLAIMS });
  await scene.signIn(scene.person('boss'));
  await scene.signIn(scene.person('ada', { manager: `boss@${scene.domain}` }));
  expect(await scene.signIn(scene.person('boss', { manager: `ada@${scene.domain}` }))).toBe('/orders?tab=open');
  expect(await scene.userOf(`boss@${scene.domain}`)).toMatchObject({ manager_id: null });
  expect(await scene.signIn(scene.person('ada', { manager: `ada@${scene.domain}` }))).toBe('/orders?tab=open');
});

test('groups give roles at every sign-in, the highest counts, and the rest get the role for the rest or are refused', async () => {
  await scene.set(MAPPED);
  const roleAfter = async (groups: unknown): Promise<unknown> => {
    const end = await scene.signIn(scene.person('ada', { groups }));
    return problemIn(end) ?? (await scene.userOf(`ada@${scene.domain}`)).role;
  };
  expect(await roleAfter(['chiefs', 'tickets', 'unknown'])).toBe('TICKET_MANAGER');
  expect(await roleAfter('chiefs')).toBe('MANAGER');
  expect(await roleAfter(['TICKETS'])).toBe('EMPLOYEE');
  expect(await roleAfter(undefined)).toBe('EMPLOYEE');
  await scene.set({ roleWithoutMatch: null });
  expect(await roleAfter([])).toBe('noRole');
  expect(await roleAfter(['tickets'])).toBe('TICKET_MANAGER');
  expect(await roleAfter(['admins', 'tickets'])).toBe('SUPER_USER');
  await scene.set({ roleClaim: 'realm_access.roles' });
  const keycloak = scene.person('ada', { realm_access: { roles: ['chiefs'] } });
  await scene.signIn(keycloak);
  expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject({ role: 'MANAGER' });
});

test('without a role claim roles are given here: new users get the usual one or are refused, others keep theirs', async () => {
  await scene.world.user('MANAGER', { email: `boss@${scene.domain}` });
  await scene.set({ roleWithoutMatch: null });
  expect(problemIn(await scene.signIn(scene.person('new')))).toBe('noRole');
  expect(await scene.signIn(scene.person('boss', { groups: ['admins'] }))).toBe('/orders?tab=open');
  expect(await scene.userOf(`boss@${scene.domain}`)).toMatchObject({ role: 'MANAGER' });
});

test('the last Super User is never demoted, another one is', async () => {
  await scene.set(MAPPED);
  const admin = scene.person('admin', { groups: ['chiefs'] });
  expect(await scene.signIn(admin)).toBe('/orders?tab=open');
  expect(await scene.userOf(scene.admin.email)).toMatchObject({ role: 'SUPER_USER' });
  await scene.world.user('SUPER_USER');
  await scene.signIn(admin);
  expect(await scene.userOf(scene.admin.email)).toMatchObject({ role: 'MANAGER' });
});

test('a new account of the provider with the address of a user does not take the user over until it is unlinked', async () => {
  await scene.signIn(scene.person('ada'));
  const another = { ...scene.person('ada'), sub: 'another account' };
  expect(problemIn(await scene.signIn(another))).toBe('linkedElsewhere');
  const ada = await scene.userOf(`ada@${scene.domain}`);
  const UNLINK =
    'mutation ($id: ID!) { unlinkSingleSignOn(input: { userId: $id }) { user { id } userErrors { __typename } } }';
  const id = scene.world.id('User', ada);
  expect((await scene.api.ask(UNLINK, { id })).unlinkSingleSignOn).toEqual({ user: { id }, userErrors: [] });
  expect(await scene.signIn(another)).toBe('/orders?tab=open');
  expect((await scene.userOf(`ada@${scene.domain}`)).id).toBe(ada.id);
  expect(problemIn(await scene.signIn(scene.person('ada')))).toBe('linkedElsewhere');
});

test('an address that somebody else has is not taken over by a change at the provider', async () => {
  await scene.world.user('EMPLOYEE', { email: `bob@${scene.domain}` });
  await scene.signIn(scene.person('ada'));
  expect(await scene.signIn({ ...scene.person('ada'), email: `bob@${scene.domain}` })).toBe('/orders?tab=open');
  expect(await scene.who()).toBe(`ada@${scene.domain}`);
});
