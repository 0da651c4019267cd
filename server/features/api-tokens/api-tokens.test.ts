import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { ApiClient } from '../../test/api-client.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { newTokenSecret } from './token-secret.ts';

const TOKEN =
  'id name start scopes isUsable expiresAt lastUsedAt revokedAt user { id } createdBy { id } revokedBy { id }';
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  apiToken { ${TOKEN} } secret userErrors { __typename ... on UserError { message path } } } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiToken(input: { apiTokenId: $id }) {
  apiToken { ${TOKEN} } userErrors { __typename ... on UserError { path } } } }`;
const LIST = `query ($first: Int, $after: String) { apiTokens(first: $first, after: $after) {
  nodes { ${TOKEN} } pageInfo { hasNextPage endCursor } } }`;
const WHO = '{ viewer { user { email } organization { slug } } }';

const IN_30_DAYS = '2026-08-19T12:00:00.000Z';

let app: TestApp;
let world: World;
let boss: User;
let admin: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  world = await app.world();
  ({ user: boss, api: admin } = await world.actor('SUPER_USER'));
});
afterEach(() => app.clock.set(NOW));

interface Made {
  apiToken: { id: string; start: string };
  secret: string;
}
async function create(input: object = {}): Promise<Made> {
  const facts = { name: `Sync ${newId()}`, scopes: ['READ_INVENTORY'], expiresAt: IN_30_DAYS, ...input };
  const { createApiToken } = await admin.ask(CREATE, { input: facts });
  expect(createApiToken.userErrors).toEqual([]);
  return createApiToken;
}
const holding = (bearer: string): ApiClient => new ApiClient(app, { bearer });

function audit(action: string): Promise<object[]> {
  return world.write((tx) =>
    tx.rows(
      `SELECT actor_id, api_token_id, after FROM audit_entries WHERE organization_id = $1 AND action = $2 ORDER BY id`,
      [world.organizationId, action],
    ),
  );
}

test('a token is created, shown once, stored as a hash, listed, and acts as its user', async () => {
  const { apiToken, secret } = await create({
    name: ' Queue sync ',
    scopes: ['BACKFILL', 'READ_INVENTORY', 'BACKFILL'],
  });
  expect(secret).toMatch(/^bft_[0-9A-Za-z]{49}$/);
  const self = { id: world.id('User', boss) };
  const listed = {
    id: apiToken.id,
    name: 'Queue sync',
    start: secret.slice(0, 12),
    scopes: ['BACKFILL', 'READ_INVENTORY'],
    isUsable: true,
    expiresAt: IN_30_DAYS,
    lastUsedAt: null,
    revokedAt: null,
    user: self,
    createdBy: self,
    revokedBy: null,
  };
  expect(apiToken).toEqual(listed);
  expect(await holding(secret).ask(WHO)).toEqual({
    viewer: { user: { email: boss.email }, organization: { slug: world.slug } },
  });
  const { apiTokens } = await admin.ask(LIST);
  expect(apiTokens.nodes).toEqual([{ ...listed, lastUsedAt: NOW }]);
  expect(JSON.stringify(apiTokens)).not.toContain(secret.slice(12));
  const rows = await app.database.global<Record<string, unknown>>(
    'SELECT * FROM api_tokens WHERE organization_id = $1',
    [world.organizationId],
  );
  expect(JSON.stringify(rows)).not.toContain(secret.slice(12));
  expect(await audit('apiToken.created')).toEqual([
    {
      actor_id: boss.id,
      api_token_id: null,
      after: { userId: boss.id, scopes: ['BACKFILL', 'READ_INVENTORY'], expiresAt: IN_30_DAYS },
    },
  ]);
});

test('what cannot be created says all that is wrong, and creates nothing', async () => {
  const foreign = await (await app.world()).user('EMPLOYEE');
  const leaver = await world.user('EMPLOYEE', { isActive: false });
  const valid = { name: 'Sync', scopes: ['BACKFILL'], expiresAt: IN_30_DAYS };
  const problems = async (change: object) => {
    const { createApiToken } = await admin.ask(CREATE, { input: { ...valid, ...change } });
    expect([createApiToken.apiToken, createApiToken.secret]).toEqual([null, null]);
    return createApiToken.userErrors.map((error: { __typename: string; path: string[] }) => [
      error.__typename,
      error.path.join(),
    ]);
  };
  expect(await problems({ name: ' ', scopes: [], expiresAt: NOW })).toEqual([
    ['InvalidInput', 'name'],
    ['InvalidInput', 'scopes'],
    ['InvalidInput', 'expiresAt'],
  ]);
  expect(await problems({ expiresAt: '2027-07-21T12:00:00.001Z' })).toEqual([['InvalidInput', 'expiresAt']]);
  expect(await problems({ userId: world.id('User', foreign) })).toEqual([['UnknownReference', 'userId']]);
  expect(await problems({ userId: world.id('User', leaver) })).toEqual([['InvalidInput', 'userId']]);
  expect((await admin.ask(LIST)).apiTokens.nodes).toEqual([]);
  const longest = await create({ ...valid, expiresAt: '2027-07-21T12:00:00.000Z' });
  expect(await problems({ name: 'SYNC ' })).toEqual([['NameTaken', 'name']]);
  await admin.ask(REVOKE, { id: longest.apiToken.id });
  await create(valid);
});

test('the list is paged, newest first', async () => {
  const made = [];
  for (const _ of [1, 2, 3]) made.unshift((await create()).apiToken.id);
  const first = (await admin.ask(LIST, { first: 2 })).apiTokens;
  expect(first.nodes.map(({ id }: { id: string }) => id)).toEqual(made.slice(0, 2));
  expect(first.pageInfo.hasNextPage).toBe(true);
  const next = (await admin.ask(LIST, { first: 2, after: first.pageInfo.endCursor })).apiTokens;
  expect(next.nodes.map(({ id }: { id: string }) => id)).toEqual(made.slice(2));
  expect(next.pageInfo.hasNextPage).toBe(false);
});

describe('a token that does not work', () => {
  test('gets one answer whatever is wrong: mistyped, unknown, expired, revoked, of a leaver, of an erased user', async () => {
    const expired = await create({ expiresAt: '2026-07-20T12:00:01.000Z' });
    const revoked = await create();
    const employee = await world.user('EMPLOYEE');
    const leavers = await create({ userId: world.id('User', employee) });
    const late = await create();
    for (const each of [expired, revoked, leavers, late]) await holding(each.secret).ask(WHO);
    await admin.ask(REVOKE, { id: revoked.apiToken.id });
    await world.write((tx) => tx.execute('UPDATE users SET is_active = false WHERE id = $1', [employee.id]));
    app.clock.advance({ seconds: 1 });
    const answers = [];
    const secrets = [
      '',
      'x',
      `${late.secret.slice(0, -1)}_`,
      newTokenSecret(),
      expired.secret,
      revoked.secret,
      leavers.secret,
    ];
    for (const secret of secrets) {
      const response = await app.http.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        payload: JSON.stringify({ query: WHO }),
      });
      answers.push([response.statusCode, response.headers['www-authenticate'], response.body]);
    }
    expect(answers[0]).toEqual([
      401,
      'Bearer error="invalid_token"',
      expect.stringContaining('"code":"UNAUTHENTICATED"'),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await holding(late.secret).ask(WHO);
  });

  test('is refused even where strangers are let in', async () => {
    expect(await holding(newTokenSecret()).refusal('mutation { signOut { signedOut } }')).toBe('UNAUTHENTICATED');
  });
});

test('revoking ends a token at once, can be repeated, and is kept with who and when', async () => {
  const { apiToken, secret } = await create();
  const revoked = { ...apiToken, isUsable: false, revokedAt: NOW, revokedBy: { id: world.id('User', boss) } };
  expect((await admin.ask(REVOKE, { id: apiToken.id })).revokeApiToken).toEqual({ apiToken: revoked, userErrors: [] });
  expect(await holding(secret).refusal(WHO)).toBe('UNAUTHENTICATED');
  app.clock.advance({ hours: 1 });
  expect((await admin.ask(REVOKE, { id: apiToken.id })).revokeApiToken).toEqual({ apiToken: revoked, userErrors: [] });
  expect(await audit('apiToken.revoked')).toHaveLength(1);
});

test('tokens of another organization are neither listed, found nor revoked', async () => {
  const { apiToken, secret } = await create();
  const theirs = await app.world();
  const { api } = await theirs.actor('SUPER_USER');
  expect((await api.ask(LIST)).apiTokens.nodes).toEqual([]);
  const id = apiToken.id;
  expect(await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  expect((await api.ask(REVOKE, { id })).revokeApiToken).toEqual({
    apiToken: null,
    userErrors: [{ __typename: 'UnknownReference', path: ['apiTokenId'] }],
  });
  await holding(secret).ask(WHO);
});

test('deactivating a user revokes the tokens at once, and activating again does not bring them back', async () => {
  const user = await world.user('TICKET_MANAGER');
  const { secret } = await create({ userId: world.id('User', user) });
  const session = await world.signedIn(user);
  await holding(secret).ask(WHO);
  const UPDATE = `mutation ($id: ID!, $version: Int!, $isActive: Boolean!) {
    updateUser(input: { userId: $id, expectedVersion: $version, isActive: $isActive }) { userErrors { __typename } } }`;
  const id = world.id('User', user);
  await admin.ask(UPDATE, { id, version: 1, isActive: false });
  expect(await holding(secret).refusal(WHO)).toBe('UNAUTHENTICATED');
  expect(await session.refusal(WHO)).toBe('UNAUTHENTICATED');
  await admin.ask(UPDATE, { id, version: 2, isActive: true });
  expect(await holding(secret).refusal(WHO)).toBe('UNAUTHENTICATED');
  const [token] = (await admin.ask(LIST)).apiTokens.nodes;
  expect(token).toMatchObject({ isUsable: false, revokedAt: NOW, revokedBy: { id: world.id('User', boss) } });
});

test('the role of the user still counts, as it is now', async () => {
  const user = await world.user('TICKET_MANAGER');
  const token = await world.token(user);
  const QUEUE = '{ unusedQueue { totals { ticketCount } } }';
  await token.ask(QUEUE);
  await world.write((tx) => tx.execute(`UPDATE users SET role = 'EMPLOYEE' WHERE id = $1`, [user.id]));
  expect(await token.refusal(QUEUE)).toBe('FORBIDDEN');
});

test('what a token does is written down with the token', async () => {
  const token = await world.token(boss, ['ADMINISTRATION']);
  await token.ask('mutation { createVenue(input: { name: "Hall", timeZone: "UTC" }) { userErrors { __typename } } }');
  const [row] = await app.database.global<{ id: string }>('SELECT id FROM api_tokens WHERE organization_id = $1', [
    world.organizationId,
  ]);
  expect(await audit('venue.created')).toMatchObject([{ actor_id: boss.id, api_token_id: row?.id }]);
});

test('last used is written every 5 minutes at most', async () => {
  const { secret } = await create();
  const lastUsed = async () => (await admin.ask(LIST)).apiTokens.nodes[0].lastUsedAt;
  await holding(secret).ask(WHO);
  app.clock.advance({ minutes: 5 });
  await holding(secret).ask(WHO);
  expect(await lastUsed()).toBe(NOW);
  app.clock.advance({ seconds: 1 });
  await holding(secret).ask(WHO);
  expect(await lastUsed()).toBe('2026-07-20T12:05:01.000Z');
});

describe('beside cookies', () => {
  const send = (headers: Record<string, string>, url = '/graphql?query=%7Bviewer%7Buser%7Bemail%7D%7D%7D') =>
    app.http.inject({ method: 'GET', url, headers });

  test('a token needs no CSRF header, a session does, and other schemes open nothing', async () => {
    const { secret } = await create();
    const cookie = `backfill_session=${admin.sessionToken}`;
    expect((await send({ authorization: `bearer ${secret}` })).statusCode).toBe(200);
    expect((await send({ cookie })).statusCode).toBe(400);
    expect((await send({ cookie, authorization: 'Basic eDp5' })).statusCode).toBe(400);
    expect((await send({ cookie, 'apollo-require-preflight': '1' })).statusCode).toBe(200);
  });

  test('the token counts where both are sent', async () => {
    const user = await world.user('EMPLOYEE');
    const token = await world.token(user, ['GUEST_LISTS']);
    const cookie = `backfill_session=${admin.sessionToken}`;
    const both = await send({ cookie, authorization: `Bearer ${token.bearer}` });
    expect(JSON.parse(both.body).data).toEqual({ viewer: { user: { email: user.email } } });
    expect((await send({ cookie, authorization: 'Bearer nonsense' })).statusCode).toBe(401);
  });

  test('uploads take a token with the scope, without the CSRF header', async () => {
    const boundary = 'xxx';
    const payload = `--${boundary}\r\nContent-Disposition: form-data; name="venues"; filename="v.csv"\r\nContent-Type: text/csv\r\n\r\nVenue,Time Zone\nHall,UTC\n\r\n--${boundary}--\r\n`;
    const upload = (headers: Record<string, string>) =>
      app.http.inject({
        method: 'POST',
        url: '/imports',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
        payload,
      });
    const status = async (bearer: string | undefined) =>
      (await upload({ authorization: `Bearer ${bearer}` })).statusCode;
    expect(await status((await world.token(boss, ['ADMINISTRATION'])).bearer)).toBe(201);
    expect(await status((await world.token(boss, ['READ_INVENTORY', 'BACKFILL', 'GUEST_LISTS'])).bearer)).toBe(403);
    expect(await status(newTokenSecret())).toBe(401);
    expect((await upload({ cookie: `backfill_session=${admin.sessionToken}` })).statusCode).toBe(403);
  });
});
