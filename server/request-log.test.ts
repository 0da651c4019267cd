import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { CONFIRM, CREATE } from './features/backfills/backfills.documents.ts';
import { ask } from './test/owner.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';

/** What the log says of requests, at the level that says most. */

let app: TestApp;
let world: World;
const lines: string[] = [];
beforeAll(async () => {
  const out = { write: (line: string) => void lines.push(line) };
  app = await startTestApp({ LOG_LEVEL: 'trace', TRUST_PROXY: 'loopback', SLOW_OPERATION_MS: '400' }, { out });
});
afterAll(() => app.close());
beforeEach(async () => {
  world = await app.world();
  lines.length = 0;
});

interface Entry {
  msg: string;
  requestId: string;
  [fact: string]: unknown;
}

function entries(msg = 'request'): Entry[] {
  return lines.map((line) => JSON.parse(line) as Entry).filter((entry) => entry.msg === msg);
}

test('one line for each request: route, status, operation, caller, organization, statements, and the id of the answer', async () => {
  const { api } = await world.actor('EMPLOYEE');
  await api.ask('query Me { viewer { user { name } } }');
  await api.refusal('query Broken { nothing }');
  await app.stranger().refusal('query Me { viewer { user { name } } }');
  const answer = await app.http.inject({ url: '/nobody/ada@example.com?search=ada' });
  expect(entries().map(({ requestId: _, ms, ...facts }) => ({ ...facts, ms: typeof ms }))).toEqual([
    line({ operation: 'Me', operationType: 'query', outcome: 'OK', statements: 1 }),
    line({ outcome: 'REFUSED', code: 'GRAPHQL_VALIDATION_FAILED', statements: 0 }),
    line({
      caller: 'STRANGER',
      organizationId: undefined,
      operation: 'Me',
      operationType: 'query',
      outcome: 'REFUSED',
      code: 'UNAUTHENTICATED',
      statements: 0,
    }),
    {
      level: expect.any(String),
      time: expect.any(String),
      msg: 'request',
      method: 'GET',
      route: expect.stringMatching(/^(unknown|\/\*)$/),
      status: 404,
      ms: 'number',
      caller: 'STRANGER',
    },
  ]);
  expect(entries().at(-1)?.requestId).toBe(answer.headers['x-request-id']);
});

test('a token that was revoked since its last request is a stranger, whose operation was never begun', async () => {
  const user = await world.user('EMPLOYEE');
  const api = await world.token(user);
  await api.ask('query Me { viewer { user { name } } }');
  await ask(app, 'UPDATE api_tokens SET revoked_at = now() WHERE user_id = $1', [user.id]);
  lines.length = 0;
  await api.refusal('query Me { viewer { user { name } } }');
  const [entry] = entries();
  expect(entry).toMatchObject({ caller: 'STRANGER', status: 401 });
  expect(entry).not.toHaveProperty('operation');
  expect(entry).not.toHaveProperty('organizationId');
});

function line(facts: object): object {
  return {
    level: 'info',
    time: expect.any(String),
    msg: 'request',
    method: 'POST',
    route: '/graphql',
    status: 200,
    ms: 'number',
    caller: 'SESSION',
    organizationId: world.organizationId,
    ...facts,
  };
}

test('a refusal as data and a slow operation are told apart from what went well', async () => {
  const { api } = await world.actor('TICKET_MANAGER');
  const input = { assignments: [] };
  await api.ask(`mutation Draft($input: CreateBackfillInput!) { ${CREATE.slice(CREATE.indexOf('{') + 1)}`, { input });
  expect(entries()[0]).toMatchObject({ operation: 'Draft', outcome: 'USER_ERRORS' });
  expect(entries('slow operation')).toEqual([]);

  const group = await world.ticketGroup({ quantity: 1 });
  const line = {
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 1,
    recipientId: world.id('User', await world.user('EMPLOYEE')),
    usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line] } })).createBackfill;
  const discard = `mutation Late { discardBackfill(input: { backfillId: "${backfill.id}", expectedVersion: 1 }) {
    userErrors { ... on UserError { message } } } }`;
  // Somebody else holds the draft.
  let discarded: Promise<unknown> | undefined;
  await world.write(async (tx) => {
    await tx.execute('SELECT FROM backfills WHERE organization_id = $1 FOR UPDATE', [world.organizationId]);
    discarded = api.ask(discard);
    await new Promise((resolve) => setTimeout(resolve, 600));
  });
  await discarded;
  const [slow, ...more] = entries('slow operation');
  expect(slow).toMatchObject({ level: 'warn', operation: 'Late', outcome: 'OK', statements: expect.any(Number) });
  expect(more).toEqual([]);
  expect(slow?.databaseMs).toBeGreaterThan(400);
});

test('a request keeps the id that a trusted proxy gives it, if it looks like one', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const given = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
    const answer = await app.http.inject({ url: '/healthz', remoteAddress, headers });
    return answer.headers['x-request-id'];
  };
  const proxied = { 'x-forwarded-for': '203.0.113.7' };
  expect(await given({ ...proxied, 'x-request-id': 'proxy-0123456789' })).toBe('proxy-0123456789');
  expect(await given({ ...proxied, traceparent: `00-${trace}-00f067aa0ba902b7-01` })).toBe(trace);
  const own = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  for (const bad of ['short', 'with space 012345', 'ada@example.com', 'x'.repeat(65), 'line\\nbreak01']) {
    expect(await given({ ...proxied, 'x-request-id': bad })).toEqual(own);
  }
  expect(await given({ ...proxied, traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` })).toEqual(own);
  expect(await given({ 'x-request-id': 'stranger-0123456789' })).toEqual(own);
  expect(await given({ ...proxied, 'x-request-id': 'stranger-0123456789' }, '203.0.113.9')).toEqual(own);
});

test('no name, address, search text or note of a whole session is in the log', async () => {
  const { api } = await world.actor('TICKET_MANAGER', { name: 'Zenobia Quill', email: 'zenobia.quill@example.com' });
  const recipient = await world.user('EMPLOYEE', { name: 'Barnaby Thistle', email: 'barnaby.thistle@example.com' });
  const group = await world.ticketGroup({ event: await world.event({ name: 'Xylophone Gala' }), seats: [1, 2] });
  const category = await world.usageCategory();
  const ids = {
    ticketGroupId: world.id('TicketGroup', group),
    recipientId: world.id('User', recipient),
    usageCategoryId: world.id('UsageCategory', category),
  };
  const input = { assignments: [{ ...ids, quantity: 1 }], note: 'Wumpus was there' };
  const { backfill } = (await api.ask(CREATE, { input })).createBackfill;
  const { orders } = (await api.ask(CONFIRM, { input: { backfillId: backfill.id, expectedVersion: 1 } }))
    .confirmBackfill;
  expect(orders).toHaveLength(1);
  await api.ask('query ($text: String!) { users(search: $text, first: 1) { nodes { name email } } }', {
    text: 'Barnaby',
  });
  await api.refusal('{ users(search: "Barnaby Thistle", first: "Quill") { nodes { id } } }');
  await api.send('query { users(search: "Thistle" ');
  await api.send('query ($id: ID!) { node(id: $id) { id } }', { id: 'Zenobia Quill' });
  const signIn =
    'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { ... on UserError { message } } } }';
  const secret = { email: 'zenobia.quill@example.com', password: 'open sesame open' };
  await app.stranger().send(signIn, { input: secret });
  await app.http.inject({ url: '/graphql?query={users(search:"Quill"){nodes{id}}}', headers: { cookie: 'a=Quill' } });
  await app.http.inject({
    url: '/orders/Quill',
    headers: { accept: 'text/html', referer: 'https://x.example.com/Quill' },
  });
  await app.http.inject({ method: 'POST', url: '/imports', headers: { 'x-backfill-csrf': '1' }, payload: 'Quill' });
  await app.database.global('SELECT $1::uuid', ['Zenobia Quill']).catch((err: unknown) => app.log.error({ err }, 'x'));
  expect(entries().length).toBeGreaterThanOrEqual(10);
  const known = /zenobia|quill|barnaby|thistle|xylophone|wumpus|sesame/i;
  expect(lines.filter((entry) => known.test(entry))).toEqual([]);
  expect(lines.filter((entry) => entry.includes(api.sessionToken ?? 'none'))).toEqual([]);
});
