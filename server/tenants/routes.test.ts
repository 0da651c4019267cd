import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SESSION_COOKIE } from '../platform/http/session-cookie.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { type FilledWorld, fillWorld } from '../test/walk/fill-world.ts';
import { foreignIds, unknownId } from '../test/walk/id-walk.ts';
import { readNodeRows } from '../test/walk/node-rows.ts';
import { documentFor, rootFields } from '../test/walk/operations.ts';
import { tracesOf } from '../test/walk/traces.ts';

/** As Fastify prints them, the parts below a route by themselves. */
const ROUTES = [
  // Walked by the other tests here.
  '/graphql',
  // An upload names nothing that is on file.
  '/imports',
  '/:id/errors.csv',
  '/audit-log.csv',
  '/audit-log.jsonl',
  // Signing in, before there is an organization.
  '/sso/start',
  '/sso/callback/:slug',
  // The same for everybody: health, and files of the explorer and the client.
  '/healthz',
  '/readyz',
  '/metrics',
  '/explorer',
  '/',
  'start.js',
  '*',
  '/*',
];

let app: TestApp;
let ours: FilledWorld;
let theirs: FilledWorld;
beforeAll(async () => {
  app = await startTestApp();
  [ours, theirs] = [await fillWorld(await app.world()), await fillWorld(await app.world())];
}, 300_000);
afterAll(() => app.close());

test('row errors of another organization’s import are not found, as those of one that never existed', async () => {
  const [mine, other] = [ours.world.organizationId, theirs.world.organizationId];
  const download = async (id: string) => {
    const cookies = { [SESSION_COOKIE]: ours.api.sessionToken ?? '' };
    const { statusCode, body } = await app.http.inject({ url: `/imports/${id}/errors.csv`, cookies });
    return { statusCode, body };
  };
  const expected = await download(unknownId(mine, 'Import'));
  expect(expected.statusCode).toBe(404);
  const foreign = foreignIds(mine, other, 'Import', await readNodeRows(app, other));
  expect(foreign).toHaveLength(4);
  for (const id of foreign) expect(await download(id)).toEqual(expected);
  const own = foreignIds(mine, mine, 'Import', await readNodeRows(app, mine));
  for (const id of own) expect((await download(id)).statusCode).toBe(200);
});

test('a cursor of another organization leads through the own rows only', async () => {
  const traces = await tracesOf(app, theirs.world.organizationId);
  const lists = rootFields(app.schema).filter(
    ({ root, field }) =>
      root === 'query' && field.args.some(({ name }) => name === 'after') && !field.args.some(isRequired),
  );
  expect(lists.length).toBeGreaterThan(8);
  for (const list of lists) {
    const page = '{ nodes { __typename ... on Node { id } } pageInfo { endCursor } }';
    const cursor = (await theirs.api.ask(documentFor(list, { first: 1 }, page), { first: 1 }))[list.name].pageInfo
      .endCursor;
    const answer = await ours.api.send(documentFor(list, { after: cursor }, page), { after: cursor });
    expect([list.name, answer.status, answer.errors]).toEqual([list.name, 200, undefined]);
    expect([list.name, traces.tablesIn([answer.data[list.name].nodes])]).toEqual([list.name, []]);
  }
});

test('a download of the audit log holds no entry of another organization, whoever is asked for', async () => {
  const traces = await tracesOf(app, theirs.world.organizationId);
  const theirUser = theirs.world.id('User', await theirs.world.user('EMPLOYEE'));
  const cookies = { [SESSION_COOKIE]: ours.api.sessionToken ?? '' };
  for (const file of ['/audit-log.csv', '/audit-log.jsonl']) {
    const all = await app.http.inject({ url: file, cookies });
    expect([all.statusCode, all.body.split('\n').length > 2]).toEqual([200, true]);
    expect(traces.tablesIn([all.body])).toEqual([]);
    const one = await app.http.inject({
      url: `${file}?actorId=${theirUser}`,
      cookies,
    });
    expect(traces.tablesIn([one.body])).toEqual([]);
  }
});

function isRequired({ type }: { type: unknown }): boolean {
  return String(type).endsWith('!');
}

test('names, addresses and references of another organization are free', async () => {
  const { userErrors } = (
    await ours.api.ask(
      `mutation ($input: CreateVenueInput!) { createVenue(input: $input) { userErrors { __typename } } }`,
      { input: { name: (await onlyTheirs()).name, timeZone: 'UTC' } },
    )
  ).createVenue;
  expect(userErrors).toEqual([]);
});

async function onlyTheirs(): Promise<{ name: string }> {
  return theirs.world.venue({ name: 'Only Theirs Arena' });
}

test('every route is known to be walked, or to answer everybody alike', () => {
  const routes = [...app.http.printRoutes({ commonPrefix: false }).matchAll(/── (\S+) \(/g)].map(([, route]) => route);
  expect(routes).toContain('/graphql');
  expect(routes.filter((route) => !ROUTES.includes(String(route)))).toEqual([]);
});
