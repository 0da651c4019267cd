import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { setPassword } from './set-password.ts';
import type { User } from './user.entity.ts';

const FIELDS =
  'id name email jobTitle department division manager { name } role isActive version isInvited hasPassword viewerCanUpdate { allowed }';
const ERRORS = 'userErrors { __typename ... on UserError { message path }';
const CREATE = `mutation ($input: CreateUserInput!) { createUser(input: $input) { user { ${FIELDS} } ${ERRORS} } } }`;
const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { ${FIELDS} }
  ${ERRORS} ... on StaleVersion { currentVersion } } } }`;
const WHO = '{ viewer { user { id role } } }';

let app: TestApp;
let world: World;
let boss: User;
let admin: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  const actor = await world.actor('SUPER_USER', { name: 'Bo Boss' });
  [boss, admin] = [actor.user, actor.api];
});
afterAll(() => app.close());

describe('creating a user', () => {
  const input = { name: ' Ana Silva ', email: 'Ana.Silva@Example.com', role: 'MANAGER' };

  test('puts it into the directory with its facts, without a password and an invitation', async () => {
    const facts = { jobTitle: 'Buyer', department: ' Sales ', division: '', managerId: world.id('User', boss) };
    const { createUser } = await admin.ask(CREATE, { input: { ...input, ...facts } });
    expect(createUser).toEqual({
      user: {
        id: expect.any(String),
        name: 'Ana Silva',
        email: 'Ana.Silva@Example.com',
        jobTitle: 'Buyer',
        department: 'Sales',
        division: null,
        manager: { name: 'Bo Boss' },
        role: 'MANAGER',
        isActive: true,
        version: 1,
        isInvited: false,
        hasPassword: false,
        viewerCanUpdate: { allowed: true },
      },
      userErrors: [],
    });
    const { users } = await admin.ask('{ users(search: "sales") { nodes { name } } }');
    expect(users.nodes).toEqual([{ name: 'Ana Silva' }]);
  });

  test('says all that is wrong at once, and creates nothing', async () => {
    const wrong = { name: ' ', email: 'ana', jobTitle: 'x'.repeat(201), role: 'EMPLOYEE' };
    expect(errorsOf((await admin.ask(CREATE, { input: wrong })).createUser)).toEqual([
      ['InvalidInput', 'name'],
      ['InvalidInput', 'email'],
      ['InvalidInput', 'jobTitle'],
    ]);
    const stranger = await (await app.world()).user('MANAGER');
    const taken = { ...input, email: boss.email.toUpperCase(), managerId: world.id('User', stranger) };
    expect(errorsOf((await admin.ask(CREATE, { input: taken })).createUser)).toEqual([
      ['NameTaken', 'email'],
      ['UnknownReference', 'managerId'],
    ]);
    expect(await userCount()).toBe(1);
    expect(await audit()).toEqual([]);
  });

  test('of eight with one address at once, one is created', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.ask(CREATE, { input })));
    const errors = answers.flatMap(({ createUser }) => errorsOf(createUser));
    expect(errors).toEqual(Array(7).fill(['NameTaken', 'email']));
    expect(await userCount()).toBe(2);
  });

  test('is for Super Users', async () => {
    const { api } = await world.actor('INVENTORY_MANAGER');
    expect(await api.refusal(CREATE, { input })).toBe('FORBIDDEN');
    expect(await userCount()).toBe(2);
  });
});

describe('changing a user', () => {
  test('keeps what is left out, removes what is null, and the search follows', async () => {
    const user = await world.user('EMPLOYEE', {
      name: 'Kim Old',
      department: 'Sales',
      jobTitle: 'Clerk',
      managerId: boss.id,
    });
    const changed = await update(user, { name: 'Kim New', jobTitle: null });
    expect(changed.user).toMatchObject({
      name: 'Kim New',
      jobTitle: null,
      department: 'Sales',
      manager: { name: 'Bo Boss' },
      role: 'EMPLOYEE',
      version: 2,
    });
    const found = await admin.ask('{ users(search: "kim new") { nodes { name } } }');
    expect(found.users.nodes).toEqual([{ name: 'Kim New' }]);
    expect((await update(user, { managerId: null, expectedVersion: 2 })).user.manager).toBeNull();
  });

  test('a change of role holds from the next request on', async () => {
    const { user, api } = await world.actor('EMPLOYEE');
    expect(await api.refusal('{ unusedQueue { totals { ticketCount } } }')).toBe('FORBIDDEN');
    await update(user, { role: 'TICKET_MANAGER' });
    expect(await api.ask('{ unusedQueue { totals { ticketCount } } }')).toBeTruthy();
    await update(user, { role: 'EMPLOYEE', expectedVersion: 2 });
    expect(await api.refusal('{ unusedQueue { totals { ticketCount } } }')).toBe('FORBIDDEN');
  });

  test('deactivating ends sessions and open links at once, and activating again brings none back', async () => {
    const { user, api } = await world.actor('EMPLOYEE');
    await setPassword(
      app.database,
      { organization: world.slug, email: user.email, password: 'correct horse battery' },
      app.clock.now(),
    );
    const other = await world.signedIn(user);
    await openLink(user, 'INVITATION', 3_600_000);
    expect((await update(user, { isActive: false })).user).toMatchObject({
      isActive: false,
      isInvited: false,
      hasPassword: true,
    });
    for (const client of [api, other]) expect(await client.refusal(WHO)).toBe('UNAUTHENTICATED');
    expect(await globalCounts(user)).toEqual({ sessions: 0, links: 0, identities: 1 });
    await update(user, { isActive: true, expectedVersion: 2 });
    for (const client of [api, other]) expect(await client.refusal(WHO)).toBe('UNAUTHENTICATED');
  });

  test('an old version, an unknown id and an erased user are refused, and nothing changes', async () => {
    const user = await world.user('EMPLOYEE', { name: 'Kim Kept' });
    const foreign = await (await app.world()).user('EMPLOYEE');
    const erased = await world.user('EMPLOYEE', { erasedAt: app.clock.now(), isActive: false });
    expect(await update(user, { name: 'X', expectedVersion: 9 })).toMatchObject({
      user: null,
      userErrors: [{ __typename: 'StaleVersion', currentVersion: 1 }],
    });
    expect(errorsOf(await update(foreign, { name: 'X' }))).toEqual([['UnknownReference', 'userId']]);
    expect(errorsOf(await update({ id: newId() }, { name: 'X' }))).toEqual([['UnknownReference', 'userId']]);
    expect(errorsOf(await update(erased, { isActive: true }))).toEqual([['InvalidInput', 'userId']]);
    expect(errorsOf(await update(user, { name: '', department: 'x\ny' }))).toEqual([
      ['InvalidInput', 'name'],
      ['InvalidInput', 'department'],
    ]);
    const { users } = await admin.ask('{ users(search: "Kim Kept") { nodes { name version } } }');
    expect(users.nodes).toEqual([{ name: 'Kim Kept', version: 1 }]);
    expect(await audit()).toEqual([]);
  });

  test('the audit trail tells role, state and manager by id, and never a name or an address', async () => {
    const input = { name: 'Secret Name', email: 'secret@example.com', role: 'EMPLOYEE', department: 'Secret Dept' };
    const { createUser } = await admin.ask(CREATE, { input });
    const id = createUser.user.id;
    await admin.ask(UPDATE, { input: { userId: id, expectedVersion: 1, name: 'Secret Other', role: 'MANAGER' } });
    const entries = await audit();
    expect(entries).toEqual([
      { action: 'user.created', before: null, after: { role: 'EMPLOYEE', isActive: true, managerId: null } },
      {
        action: 'user.updated',
        before: { role: 'EMPLOYEE', isActive: true, managerId: null },
        after: { role: 'MANAGER', isActive: true, managerId: null, changedFields: ['name', 'role'] },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/secret/i);
  });

  test('whether there is a password or an invitation is told to Super Users alone, in one statement for all', async () => {
    const users = [await world.user('EMPLOYEE', { name: 'A' }), await world.user('EMPLOYEE', { name: 'B' })];
    const password = 'correct horse battery';
    const facts = { organization: world.slug, email: users[0]?.email ?? '', password };
    await setPassword(app.database, facts, app.clock.now());
    await openLink(users[1] as User, 'INVITATION', 3_600_000);
    await openLink(boss, 'INVITATION', -1);
    const LIST = '{ users { nodes { name isInvited hasPassword } } }';
    const statements: string[] = [];
    app.database.onStatement = (text) => void statements.push(text);
    const seen = (await admin.ask(LIST)).users.nodes;
    app.database.onStatement = undefined;
    expect(seen).toEqual([
      { name: 'A', isInvited: false, hasPassword: true },
      { name: 'B', isInvited: true, hasPassword: false },
      { name: 'Bo Boss', isInvited: false, hasPassword: false },
    ]);
    expect(statements.filter((text) => text.includes('user_access'))).toHaveLength(1);
    const { api } = await world.actor('INVENTORY_MANAGER', { name: 'Z' });
    const hidden = (await api.ask(LIST)).users.nodes as { isInvited: boolean; hasPassword: boolean }[];
    expect(hidden.every(({ isInvited, hasPassword }) => !isInvited && !hasPassword)).toBe(true);
  });
});

describe('managers', () => {
  test('nobody is, through any number of steps, the own manager', async () => {
    const top = await world.user('MANAGER');
    const middle = await world.user('MANAGER', { managerId: top.id });
    const low = await world.user('EMPLOYEE', { managerId: middle.id });
    for (const manager of [top, middle, low]) {
      const answer = await update(top, { managerId: world.id('User', manager) });
      expect(errorsOf(answer)).toEqual([['InvalidInput', 'managerId']]);
    }
    expect((await update(low, { managerId: world.id('User', top) })).userErrors).toEqual([]);
  });

  test('of two who become each other’s manager at once, one does, 10 times out of 10', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await world.user('MANAGER'), await world.user('MANAGER')];
      const answers = await Promise.all([
        update(one, { managerId: world.id('User', other) }),
        update(other, { managerId: world.id('User', one) }),
      ]);
      expect(answers.flatMap(errorsOf)).toEqual([['InvalidInput', 'managerId']]);
    }
  });
});

describe('the last active Super User', () => {
  test('can be neither demoted nor deactivated, and keeps the session', async () => {
    await world.user('SUPER_USER', { isActive: false });
    for (const [change, path] of [
      [{ role: 'INVENTORY_MANAGER' }, 'role'],
      [{ isActive: false }, 'isActive'],
    ] as const) {
      expect(errorsOf(await update(boss, change))).toEqual([['LastSuperUser', path]]);
    }
    expect((await admin.ask(WHO)).viewer.user.role).toBe('SUPER_USER');
    expect(await audit()).toEqual([]);
  });

  test('may go once there is another', async () => {
    await world.user('SUPER_USER');
    expect((await update(boss, { role: 'EMPLOYEE' })).userErrors).toEqual([]);
    expect(await admin.refusal(UPDATE, { input: { userId: world.id('User', boss), expectedVersion: 2 } })).toBe(
      'FORBIDDEN',
    );
  });
});

async function update(user: { id: string }, changes: object) {
  const input = { userId: world.id('User', user), expectedVersion: 1, ...changes };
  return (await admin.ask(UPDATE, { input })).updateUser;
}

function errorsOf(payload: { userErrors: { __typename: string; path: string[] }[] }): string[][] {
  return payload.userErrors.map(({ __typename, path }) => [__typename, path.join('.')]);
}

async function openLink(user: User, kind: string, lifetime: number): Promise<void> {
  await app.database.global(
    `INSERT INTO password_links (id, token_hash, organization_id, user_id, kind, created_at, expires_at)
     VALUES ($1, decode(replace($1::uuid::text, '-', ''), 'hex'), $2, $3, $4, $5, $6)`,
    [newId(), world.organizationId, user.id, kind, app.clock.now(), new Date(app.clock.now().getTime() + lifetime)],
  );
}

async function globalCounts(user: User): Promise<object | undefined> {
  const rows = await app.database.global(
    `SELECT (SELECT count(*)::int FROM sessions WHERE user_id = $1) AS sessions,
            (SELECT count(*)::int FROM password_links WHERE user_id = $1) AS links,
            (SELECT count(*)::int FROM sign_in_identities WHERE user_id = $1) AS identities`,
    [user.id],
  );
  return rows[0];
}

async function userCount(): Promise<number | undefined> {
  const rows = await world.write((tx) => tx.rows<{ count: number }>('SELECT count(*)::int FROM users'));
  return rows[0]?.count;
}

function audit(): Promise<{ action: string; before: object | null; after: object | null }[]> {
  return world.write((tx) =>
    tx.rows('SELECT action, before, after FROM audit_entries WHERE organization_id = $1 ORDER BY id', [
      world.organizationId,
    ]),
  );
}
