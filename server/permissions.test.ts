import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from './platform/id.ts';
import type { ApiClient } from './test/api-client.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';
import { BROKEN_TOKENS, columns, type Lowest, ROLES, TOKENS } from './permissions/columns.ts';
import { FOR_TOKENS, OPERATIONS } from './permissions/operations.ts';

/*
 * Who may do what: every operation of the schema against every way in. What is allowed by ownership (one's own orders and guest
 * lists) is open to all roles here and tested where orders are.
 */

let app: TestApp;
let world: World;
let clients: Map<string, ApiClient>;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  clients = await columns(app, world);
});
afterAll(() => app.close());

test('every operation of the schema has its row in this table', () => {
  const roots = [app.schema.getQueryType(), app.schema.getMutationType()];
  const operations = roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
  );
  expect(Object.keys(OPERATIONS).sort()).toEqual(operations.sort());
});

test('every operation that a token may call is one of the schema', () => {
  const named = Object.values(FOR_TOKENS).flatMap(({ queries, mutations }) => [
    ...queries.map((field) => `Query.${field}`),
    ...mutations.map((field) => `Mutation.${field}`),
  ]);
  expect(named.filter((name) => !(name in OPERATIONS))).toEqual([]);
});

/** Calls that would end the session of whoever makes them: nobody is left for the other operations. */
const SIGNS_OUT = ['Mutation.signIn', 'Mutation.signOut', 'Mutation.setPassword'];

describe.each(Object.entries(OPERATIONS))('%s', (name, { lowest, document }) => {
  const variables = (): Record<string, string> =>
    document.includes('$id') ? { id: world.id('Order', { id: newId() }) } : {};

  test(`is for ${lowest} and above`, async () => {
    const answers: Record<string, string> = {};
    for (const [column, client] of clients) {
      if (SIGNS_OUT.includes(name) && client.sessionToken !== undefined && column !== 'EXPIRED_SESSION') continue;
      answers[column] = codeOf(await client.send(document, variables()));
    }
    expect(answers).toEqual(expectedAnswers(name, lowest));
  });
});

function expectedAnswers(name: string, lowest: Lowest): Record<string, string> {
  // A session that is over sends an open document, as the signed-in may; from strangers it is not even read.
  const expected: Record<string, string> = {
    STRANGER: lowest === 'STRANGER' ? 'ok' : 'UNAUTHENTICATED',
    EXPIRED_SESSION: 'UNAUTHENTICATED',
  };
  for (const refused of BROKEN_TOKENS) expected[refused] = 'UNAUTHENTICATED';
  const [root, field = ''] = name.split('.');
  for (const scope of TOKENS) {
    const { queries, mutations } = FOR_TOKENS[scope];
    const open = root === 'Query' ? queries : mutations;
    expected[`TOKEN ${scope}`] = open.includes(field) ? 'ok' : 'FORBIDDEN';
  }
  if (SIGNS_OUT.includes(name)) return expected;
  // The same role in another organization asks with an id of this one.
  expected.OTHER_TENANT = 'ok';
  for (const role of ROLES) {
    const isAllowed = lowest === 'STRANGER' || ROLES.indexOf(role) >= ROLES.indexOf(lowest);
    expected[role] = isAllowed ? 'ok' : 'FORBIDDEN';
  }
  return expected;
}

test('what the client mirrors agrees with what the server does', async () => {
  const FLAGS = `{ viewer { viewerCanSeeUnusedQueue { allowed } viewerCanBackfill { allowed } viewerCanImportInventory { allowed }
    viewerCanUpdateEvents { allowed } viewerCanSeeOrdersOfOthers { allowed } } }`;
  const flags: Record<string, boolean[]> = {};
  for (const role of ROLES) {
    const { viewer } = await clients.get(role)?.ask(FLAGS);
    flags[role] = Object.values(viewer as Record<string, { allowed: boolean }>).map(({ allowed }) => allowed);
  }
  expect(flags).toEqual({
    EMPLOYEE: [false, false, false, false, false],
    MANAGER: [false, false, false, false, true],
    TICKET_MANAGER: [true, true, false, false, true],
    INVENTORY_MANAGER: [true, true, true, true, true],
    SUPER_USER: [true, true, true, true, true],
  });
});

function codeOf(answer: Awaited<ReturnType<ApiClient['send']>>): string {
  return answer.errors?.[0]?.extensions.code ?? 'ok';
}
