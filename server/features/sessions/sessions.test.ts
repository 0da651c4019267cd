import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { startSession } from '../sign-in/session.ts';

const SESSION = 'id device createdAt lastSeenAt expiresAt isCurrent';
const MINE = `{ viewer { sessions { ${SESSION} } } }`;
const THEIRS = `query ($id: ID!) { node(id: $id) { ... on User { sessions { ${SESSION} } } } }`;
const END = `mutation ($id: ID!) { endSession(input: { sessionId: $id }) { endedSessionId userErrors { __typename ... on UserError { path } } } }`;
const END_OTHERS = 'mutation { endOtherSessions { endedSessionIds } }';
const END_ALL = `mutation ($id: ID!) { endUserSessions(input: { userId: $id }) { user { id } endedSessionIds userErrors { __typename } } }`;

let app: TestApp;
let world: World;
let ada: User;
let api: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  world = await app.world();
  ({ user: ada, api } = await world.actor('EMPLOYEE'));
});
afterEach(() => app.clock.set(NOW));

interface Listed {
  id: string;
  isCurrent: boolean;
}
const mine = async (client: ApiClient): Promise<Listed[]> => (await client.ask(MINE)).viewer.sessions;
const currentOf = async (client: ApiClient): Promise<string> =>
  (await mine(client)).find(({ isCurrent }) => isCurrent)?.id ?? '';

function audit(): Promise<object[]> {
  return world.write((tx) =>
    tx.rows(`SELECT actor_id, subject_id, after FROM audit_entries WHERE action = 'user.sessionsEnded' ORDER BY id`),
  );
}

test('one’s own sessions are listed, the one used last first, with the browser that signed in', async () => {
  app.clock.advance({ hours: 1 });
  const user = { organizationId: world.organizationId, userId: ada.id };
  await startSession(app.database, user, app.clock.now(), 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0');
  const [second, first] = await mine(api);
  expect(second).toEqual({
    id: expect.any(String),
    device: 'Firefox on Windows',
    createdAt: '2026-07-20T13:00:00.000Z',
    lastSeenAt: '2026-07-20T13:00:00.000Z',
    expiresAt: '2026-07-27T13:00:00.000Z',
    isCurrent: false,
  });
  expect(first).toMatchObject({ device: null, createdAt: NOW, isCurrent: true });
  expect(await mine(api)).toHaveLength(2);
});

test('ending a session ends it at once, and only that', async () => {
  const other = await world.signedIn(ada);
  const id = await currentOf(other);
  expect((await api.ask(END, { id })).endSession).toEqual({ endedSessionId: id, userErrors: [] });
  expect(await other.refusal(MINE)).toBe('UNAUTHENTICATED');
  expect(await mine(api)).toHaveLength(1);
  expect((await api.ask(END, { id })).endSession).toEqual({
    endedSessionId: null,
    userErrors: [{ __typename: 'UnknownReference', path: ['sessionId'] }],
  });
  expect(await audit()).toEqual([{ actor_id: ada.id, subject_id: ada.id, after: { endedSessions: 1 } }]);
});

test('ending the own session signs out', async () => {
  await api.ask(END, { id: await currentOf(api) });
  expect(api.sessionToken).toBeUndefined();
  expect(await api.refusal(MINE)).toBe('UNAUTHENTICATED');
});

test('all others are ended together, those of other people stay', async () => {
  const others = [await world.signedIn(ada), await world.signedIn(ada)];
  const { api: bystander } = await world.actor('EMPLOYEE');
  expect((await api.ask(END_OTHERS)).endOtherSessions.endedSessionIds).toHaveLength(2);
  for (const other of others) expect(await other.refusal(MINE)).toBe('UNAUTHENTICATED');
  expect(await mine(bystander)).toHaveLength(1);
  expect((await api.ask(END_OTHERS)).endOtherSessions.endedSessionIds).toEqual([]);
  expect(await audit()).toHaveLength(1);
});

test('a session of somebody else is unknown to all but Super Users', async () => {
  const id = await currentOf(api);
  const { api: manager } = await world.actor('INVENTORY_MANAGER');
  const { api: admin, user: boss } = await world.actor('SUPER_USER');
  const { api: foreign } = await (await app.world()).actor('SUPER_USER');
  for (const client of [manager, foreign]) {
    expect((await client.ask(END, { id })).endSession.endedSessionId).toBeNull();
    expect(await client.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  }
  const user = world.id('User', ada);
  expect(await manager.ask(THEIRS, { id: user })).toEqual({ node: { sessions: null } });
  expect(await admin.ask(THEIRS, { id: user })).toMatchObject({ node: { sessions: [{ id, isCurrent: false }] } });
  expect((await admin.ask(END_ALL, { id: user })).endUserSessions).toEqual({
    user: { id: user },
    endedSessionIds: [id],
    userErrors: [],
  });
  expect(await api.refusal(MINE)).toBe('UNAUTHENTICATED');
  expect(await audit()).toEqual([{ actor_id: boss.id, subject_id: ada.id, after: { endedSessions: 1 } }]);
});

test('what is over is not listed, and forgotten by the job', async () => {
  const { organizationId } = world;
  const count = async () =>
    (await app.database.global('SELECT FROM sessions WHERE organization_id = $1', [organizationId])).length;
  const begin = () => startSession(app.database, { organizationId, userId: ada.id }, app.clock.now());
  app.clock.advance({ hours: 6 });
  await begin();
  app.clock.advance({ hours: 6, seconds: 1 });
  // The first one stood still for more than 12 hours, the second one for 6.
  const fresh = await world.signedIn(ada);
  expect(await mine(fresh)).toHaveLength(2);
  expect(await count()).toBe(3);
  await app.tasks.purgeSessions?.({ organizationId: null });
  expect(await count()).toBe(2);
  await app.database.global('UPDATE sessions SET last_seen_at = $2, expires_at = $2 WHERE organization_id = $1', [
    organizationId,
    app.clock.now(),
  ]);
  await app.tasks.purgeSessions?.({ organizationId: null });
  expect(await count()).toBe(0);
});
