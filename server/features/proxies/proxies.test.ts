import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { Role, type User } from '../people/user.entity.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const PROXY = 'id user { name } proxy { name } from until createdBy { name }';
const ERRORS = 'userErrors { __typename ... on UserError { message path } }';
const CREATE = `mutation ($input: CreateProxyInput!) { createProxy(input: $input) { proxy { ${PROXY} } ${ERRORS} } }`;
const END = `mutation ($input: EndProxyInput!) { endProxy(input: $input) { endedProxyId ${ERRORS} } }`;
const LIST = `{ proxies { ${PROXY} } }`;
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

let ada: { user: User; api: ApiClient };
let pat: { user: User; api: ApiClient };
newWorldForEachTest(async () => {
  ada = await world.actor(Role.EMPLOYEE, { name: 'Ada Example' });
  pat = await world.actor(Role.EMPLOYEE, { name: 'Pat Proxy' });
});

const WEEK = { from: '2026-07-20', until: '2026-07-26' };

async function create(api: ApiClient, input: object) {
  return (await api.ask(CREATE, { input: { proxyId: world.id('User', pat.user), ...WEEK, ...input } })).createProxy;
}

async function end(api: ApiClient, proxyId: string) {
  return (await api.ask(END, { input: { proxyId } })).endProxy;
}

/** The stored proxies and how many audit entries there are. */
function everything(): Promise<object[]> {
  return world.write((tx) => tx.rows('SELECT p.*, (SELECT count(*) FROM audit_entries) FROM proxies p ORDER BY id'));
}

function audit(): Promise<{ action: string; actor_id: string; after: object }[]> {
  return world.write((tx) => tx.rows('SELECT action, actor_id, after FROM audit_entries ORDER BY id'));
}

describe('appointing a proxy', () => {
  test('for oneself shows on both sides and leaves one audit entry', async () => {
    const { proxy, userErrors } = await create(ada.api, {});
    expect(userErrors).toEqual([]);
    const facts = { user: { name: 'Ada Example' }, proxy: { name: 'Pat Proxy' }, createdBy: { name: 'Ada Example' } };
    expect(proxy).toEqual({ id: proxy.id, ...facts, ...WEEK });
    for (const { api } of [ada, pat]) expect((await api.ask(LIST)).proxies).toEqual([proxy]);
    const after = { userId: ada.user.id, proxyId: pat.user.id, ...WEEK };
    expect(await audit()).toEqual([{ action: 'proxy.created', actor_id: ada.user.id, after }]);
  });

  test('for somebody else is for Super Users', async () => {
    const userId = world.id('User', ada.user);
    const input = { userId, proxyId: world.id('User', pat.user), ...WEEK };
    const before = await everything();
    for (const role of [Role.EMPLOYEE, Role.TICKET_MANAGER, Role.INVENTORY_MANAGER]) {
      expect(await (await world.actor(role)).api.refusal(CREATE, { input })).toBe('FORBIDDEN');
    }
    expect(await everything()).toEqual(before);
    const superUser = await world.actor(Role.SUPER_USER, { name: 'Sue Super' });
    const { proxy } = await create(superUser.api, { userId });
    expect(proxy).toMatchObject({ user: { name: 'Ada Example' }, createdBy: { name: 'Sue Super' } });
    expect((await create(ada.api, { userId })).userErrors).toEqual([]);
  });

  test('again for the same days, and in a circle, is fine', async () => {
    const back = { proxyId: world.id('User', ada.user) };
    const outcomes = [await create(ada.api, {}), await create(ada.api, {}), await create(pat.api, back)];
    expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await ada.api.ask(LIST)).proxies).toHaveLength(3);
  });

  test.each([
    ['a day', { from: '2026-07-20', until: '2026-07-20' }],
    ['from long ago until today', { from: '2025-12-01', until: '2026-07-20' }],
    ['366 days', { from: '2026-07-20', until: '2027-07-20' }],
  ])('for %s is accepted', async (_what, days) => {
    expect((await create(ada.api, days)).userErrors).toEqual([]);
  });
});

describe('appointing a proxy is refused', () => {
  const invalid = (...path: string[]) => ({ __typename: 'InvalidInput', path });

  test.each([
    ['that ends before it begins', { from: '2026-07-22', until: '2026-07-21' }],
    ['that is over', { from: '2026-07-01', until: '2026-07-19' }],
    ['for 367 days', { from: '2026-07-20', until: '2027-07-21' }],
  ])('%s', async (_what, days) => {
    const { proxy, userErrors } = await create(ada.api, days);
    expect(proxy).toBeNull();
    expect(userErrors).toMatchObject([invalid('until')]);
    expect(await everything()).toEqual([]);
  });

  test('whose last day is over where the organization is, though not yet everywhere', async () => {
    app.clock.set('2026-07-21T04:00:00Z');
    const api = await world.signedIn(ada.user);
    expect((await create(api, { until: '2026-07-20' })).userErrors).toMatchObject([invalid('until')]);
    app.clock.set('2026-07-21T03:59:59Z');
    expect((await create(api, { until: '2026-07-20' })).userErrors).toEqual([]);
  });

  test('to oneself, to an inactive user, to nobody, to somebody of another organization', async () => {
    const left = await world.user(Role.EMPLOYEE, { isActive: false });
    const elsewhere = await app.world();
    const unknown = { __typename: 'UnknownReference', path: ['proxyId'] };
    const attempts: [string, object][] = [
      [world.id('User', ada.user), invalid('proxyId')],
      [world.id('User', left), invalid('proxyId')],
      [world.id('User', { id: newId() }), unknown],
      [elsewhere.id('User', await elsewhere.user(Role.EMPLOYEE)), unknown],
    ];
    for (const [proxyId, error] of attempts) {
      expect((await create(ada.api, { proxyId })).userErrors).toMatchObject([error]);
    }
    expect(await everything()).toEqual([]);
  });
});

describe('ending a proxy', () => {
  test('takes it off both lists, leaves one audit entry, and changes nothing when repeated', async () => {
    const proxyId = world.id('Proxy', await world.proxy(ada.user, pat.user));
    for (let round = 0; round < 2; round += 1) {
      expect(await end(ada.api, proxyId)).toEqual({ endedProxyId: proxyId, userErrors: [] });
    }
    for (const { api } of [ada, pat]) expect((await api.ask(LIST)).proxies).toEqual([]);
    expect((await audit()).map(({ action }) => action)).toEqual(['proxy.ended']);
  });

  test('8 times at once leaves one audit entry', async () => {
    const proxyId = world.id('Proxy', await world.proxy(ada.user, pat.user));
    const answers = await Promise.all(Array.from({ length: 8 }, () => end(pat.api, proxyId)));
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ endedProxyId: proxyId, userErrors: [] })));
    expect(await audit()).toHaveLength(1);
  });

  test('is for its two users and Super Users; for others it does not exist', async () => {
    const proxy = world.id('Proxy', await world.proxy(ada.user, pat.user));
    const before = await everything();
    const others = [await world.actor(Role.INVENTORY_MANAGER), await (await app.world()).actor(Role.SUPER_USER)];
    for (const { api } of others) {
      const unknown = { __typename: 'UnknownReference', path: ['proxyId'] };
      expect(await end(api, proxy)).toMatchObject({ endedProxyId: null, userErrors: [unknown] });
      expect(await api.ask(NODE, { id: proxy })).toEqual({ node: null });
    }
    expect(await everything()).toEqual(before);
    for (const { api } of [ada, pat]) expect(await api.ask(NODE, { id: proxy })).toEqual({ node: { id: proxy } });
    expect((await end((await world.actor(Role.SUPER_USER)).api, proxy)).userErrors).toEqual([]);
  });
});

test('the list holds today’s and later ones, soonest to end first; Super Users see all', async () => {
  const other = await world.user(Role.EMPLOYEE, { name: 'Lou Later' });
  await world.proxy(ada.user, other, { from: world.day(10), until: world.day(20) });
  await world.proxy(ada.user, pat.user);
  await world.proxy(ada.user, pat.user, { from: world.day(-9), until: world.day(-1) });
  await world.proxy(pat.user, other);
  const names = async (api: ApiClient) =>
    (await api.ask(LIST)).proxies.map(({ user, proxy }: Record<'user' | 'proxy', { name: string }>) => [
      user.name,
      proxy.name,
    ]);
  const mine = [
    ['Ada Example', 'Pat Proxy'],
    ['Ada Example', 'Lou Later'],
  ];
  expect(await names(ada.api)).toEqual(mine);
  expect(await names((await world.actor(Role.TICKET_MANAGER)).api)).toEqual([]);
  expect(await names((await world.actor(Role.SUPER_USER)).api)).toHaveLength(3);
});
