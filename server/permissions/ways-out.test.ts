import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import type { User } from '../features/people/user.entity.ts';
import { isFrame } from '../guard-scopes.ts';
import type { ApiClient } from '../test/api-client.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import type { World } from '../test/world.ts';
import { isListed } from '../token-scopes.ts';
import { TOKENS, type TokenScope } from './columns.ts';

/* Fields that lead out of what one may see: from one's own order to the queue, and for tokens from one scope to the next. */
let app: TestApp;
let world: World;
let employee: User;
let api: ApiClient;
let order: string;
const tokens = new Map<TokenScope, ApiClient>();
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  ({ user: employee, api } = await world.actor('EMPLOYEE'));
  const { user: boss } = await world.actor('SUPER_USER');
  for (const scope of TOKENS) tokens.set(scope, await world.token(boss, [scope]));
  const group = await world.ticketGroup({ seats: [1, 2] });
  order = world.id('Order', await world.order({ recipient: employee, group }));
});
afterAll(() => app.close());

async function answer(client: ApiClient | undefined, selection: string): Promise<string> {
  const document = selection.includes('$id') ? `query ($id: ID!) { ${selection} }` : `{ ${selection} }`;
  const { errors } = (await client?.send(document, { id: order })) ?? {};
  return errors?.[0] ? `${errors[0].extensions.code} ${errors[0].message}` : 'ok';
}

describe('from an order of one’s own', () => {
  test.each([
    'ticketGroup { heldCount }',
    'ticketGroup { orderedCount }',
    'ticketGroup { unresolvedCount }',
    'ticketGroup { unusedCount }',
    'ticketGroup { unusedFaceValue { amount } }',
    'ticketGroup { unusedWithoutValue }',
    'ticketGroup { tickets { nodes { seat } } }',
    'tickets { ticketGroup { unusedCount } }',
    'event { heldCount }',
    'event { unresolvedCount }',
  ])('%s is not for Employees', async (field) => {
    expect(await answer(api, `order(id: $id) { ${field} }`)).toMatch('FORBIDDEN Only Ticket Managers');
  });

  test('what every order shows is', async () => {
    const shown = 'tickets { seat ticketGroup { ticketLocation { section } ticketCategory { name } } } event { name }';
    expect(await answer(api, `order(id: $id) { ${shown} }`)).toBe('ok');
  });

  test('accounts of others are closed: access, sessions and administration', async () => {
    const FIELDS = `query ($id: ID!) { order(id: $id) { backfill { id } recipient { hasPassword isInvited sessions { id }
      viewerCanUpdate { allowed } } } viewer { deadMailCount currentDraft { id } } }`;
    const { errors, data } = await api.send(FIELDS, { id: order });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      order: {
        backfill: null,
        recipient: { hasPassword: false, isInvited: false, sessions: null, viewerCanUpdate: { allowed: false } },
      },
      viewer: { deadMailCount: 0, currentDraft: null },
    });
  });
});

describe('a token of a Super User', () => {
  /** What is asked for, and the scopes that open it, where the token of another scope gets as far as the field. */
  const WAYS: [selection: string, opened: Partial<Record<TokenScope, string>>][] = [
    [
      'viewer { user { name } organization { name } }',
      { READ_INVENTORY: 'ok', BACKFILL: 'ok', GUEST_LISTS: 'ok', ADMINISTRATION: 'ok' },
    ],
    ['viewer { user { manager { name } } }', { BACKFILL: 'ok', GUEST_LISTS: 'ok', ADMINISTRATION: 'ok' }],
    ['viewer { recentRecipients { name } }', { BACKFILL: 'ok', GUEST_LISTS: 'ok', ADMINISTRATION: 'ok' }],
    ['viewer { currentDraft { id } }', { BACKFILL: 'ok' }],
    ['viewer { deadMailCount }', { ADMINISTRATION: 'ok' }],
    ['viewer { openOrderCount }', { BACKFILL: 'ok', GUEST_LISTS: 'ok' }],
    ['viewer { sessions { id } }', {}],
    ['order(id: $id) { number recipient { name } tickets { seat } }', { BACKFILL: 'ok', GUEST_LISTS: 'ok' }],
    ['order(id: $id) { guestList { version } }', { GUEST_LISTS: 'ok' }],
    ['order(id: $id) { guestListVersions { version } }', { GUEST_LISTS: 'ok' }],
    ['order(id: $id) { previousGuests { name } }', { GUEST_LISTS: 'ok' }],
    ['order(id: $id) { ticketGroup { unusedCount } }', { BACKFILL: 'ok' }],
    ['order(id: $id) { tickets { ticketGroup { heldCount } } }', { BACKFILL: 'ok' }],
    ['order(id: $id) { event { unresolvedCount } }', { BACKFILL: 'ok' }],
    ['orders { edges { node { guestList { version } } } }', { GUEST_LISTS: 'ok' }],
    ['unusedQueue { events { nodes { event { name venue { name } } } } }', { READ_INVENTORY: 'ok', BACKFILL: 'ok' }],
    ['events { nodes { heldCount } }', { READ_INVENTORY: 'ok', BACKFILL: 'ok' }],
    ['history(subjectId: $id) { nodes { subject { id } } }', { BACKFILL: 'ok', GUEST_LISTS: 'ok' }],
    ['users { nodes { sessions { id } } }', {}],
  ];

  test.each(WAYS)('%s', async (selection, opened) => {
    for (const scope of TOKENS) {
      const expected =
        opened[scope] ?? /^FORBIDDEN (This API token lacks the scope [A-Z_ or]+\.|API tokens cannot do this\.)/;
      expect([scope, await answer(tokens.get(scope), selection)]).toEqual([
        scope,
        typeof expected === 'string' ? expected : expect.stringMatching(expected),
      ]);
    }
  });

  test('is told by the flags what it may do, and which scope is missing', async () => {
    const FLAGS = `{ viewer { viewerCanSeeUnusedQueue { reason } viewerCanBackfill { reason } viewerCanImportInventory { reason }
      viewerCanUpdateEvents { reason } viewerCanAdminister { reason } viewerCanSeeOrdersOfOthers { reason } } }`;
    const lacks = (scopes: string) => ({ reason: `This API token lacks the scope ${scopes}.` });
    const yes = { reason: null };
    const [queue, backfill, admin, orders] = [
      lacks('READ_INVENTORY or BACKFILL'),
      lacks('BACKFILL'),
      lacks('ADMINISTRATION'),
      lacks('BACKFILL or GUEST_LISTS'),
    ];
    const flags = async (scope: TokenScope) => Object.values((await tokens.get(scope)?.ask(FLAGS)).viewer);
    expect(await flags('READ_INVENTORY')).toEqual([yes, backfill, admin, admin, admin, orders]);
    expect(await flags('BACKFILL')).toEqual([yes, yes, admin, admin, admin, yes]);
    expect(await flags('GUEST_LISTS')).toEqual([queue, backfill, admin, admin, admin, yes]);
    expect(await flags('ADMINISTRATION')).toEqual([queue, backfill, yes, yes, yes, orders]);
  });

  test('makes nobody a Super User, by mutation or file', async () => {
    const admin = tokens.get('ADMINISTRATION');
    const create =
      'mutation { createUser(input: { name: "Eve", email: "eve@example.com", role: SUPER_USER }) { user { id } } }';
    expect(await admin?.refusal(create)).toBe('FORBIDDEN');
    const update =
      'mutation ($id: ID!) { updateUser(input: { userId: $id, expectedVersion: 1, role: SUPER_USER }) { user { id } } }';
    expect(await admin?.refusal(update, { id: world.id('User', employee) })).toBe('FORBIDDEN');

    const file = 'FirstName,LastName,Email,Role\nEve,Example,eve@example.com,SUPER_USER\n';
    const part = 'Content-Disposition: form-data; name="employees"; filename="e.csv"\r\nContent-Type: text/csv';
    const uploaded = await app.http.inject({
      method: 'POST',
      url: '/imports',
      headers: { 'content-type': 'multipart/form-data; boundary=x', authorization: `Bearer ${admin?.bearer}` },
      payload: `--x\r\n${part}\r\n\r\n${file}\r\n--x--\r\n`,
    });
    const SHOW = 'query ($id: ID!) { import(id: $id) { status rowErrors { nodes { column value } } } }';
    const look = async () => (await admin?.ask(SHOW, { id: uploaded.json<{ importId: string }>().importId })).import;
    let seen = await look();
    while (seen.status === 'ANALYZING') seen = await look();
    expect(seen).toEqual({ status: 'INVALID', rowErrors: { nodes: [{ column: 'Role', value: 'SUPER_USER' }] } });
    const roles = await world.write((tx) =>
      tx.rows(`SELECT FROM users WHERE organization_id = $1 AND role = 'SUPER_USER'`, [world.organizationId]),
    );
    expect(roles).toHaveLength(1);
  });
});

test('a new type or root says which scopes open it', () => {
  const types = Object.values(app.schema.getTypeMap()).filter(isObjectType);
  const roots = types.filter(({ name }) => name === 'Query' || name === 'Mutation');
  const missing = [
    ...roots.flatMap((root) => Object.keys(root.getFields()).map((field) => `${root.name}.${field}`)),
    ...types
      .filter((type) => !type.name.startsWith('__') && !roots.includes(type) && !isFrame(type))
      .map(({ name }) => name),
  ].filter((name) => !isListed(name));
  expect(missing).toEqual([]);
});

test('a frame leads to types, and holds no data of an own kind', () => {
  const frames = Object.values(app.schema.getTypeMap()).filter((type) => isObjectType(type) && isFrame(type));
  const scalars = frames.flatMap((frame) =>
    isObjectType(frame) && /(Connection|Edge)$/.test(frame.name)
      ? Object.values(frame.getFields())
          .filter(({ type }) => !isObjectType(getNamedType(type)))
          .map(({ name }) => name)
      : [],
  );
  expect(new Set(scalars)).toEqual(new Set(['cursor']));
});
