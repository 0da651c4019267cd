import { readFileSync } from 'node:fs';
import { contextOf } from './test/context-of.ts';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execute, type ExecutionResult, getOperationAST, OperationTypeNode, parse, validate } from 'graphql';
import { exampleOperations } from './features/explorer/example-operations.ts';
import { QueryWriter } from './test/random-queries.ts';
import { seeded } from './test/random-values.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';
import type { RequestContext } from './platform/context.ts';
import { createExecutor } from './platform/graphql/query-executor.ts';

jest.setTimeout(120_000);

const MANIFEST = new URL('../client/gql/persisted-documents.json', import.meta.url);

let app: TestApp;
let world: World;
let userId: string;
let ids: string[];
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  userId = (await world.user('SUPER_USER')).id;
  const category = await world.ticketCategory('Suite');
  const groups = [];
  for (let index = 0; index < 6; index += 1) groups.push(await world.ticketGroup({ category, seats: [1, 2, 3] }));
  ids = groups.flatMap((group) => [
    world.id('TicketGroup', group),
    world.id('Event', { id: group.eventId }),
    world.id('Venue', { id: group.venueId }),
    world.id('TicketLocation', { id: group.ticketLocationId }),
  ]);
  ids.push(world.id('User', { id: userId }), world.id('TicketCategory', category));
});
afterAll(() => app.close());

function newContext(): RequestContext {
  return contextOf(app, world, { id: userId, role: 'SUPER_USER' });
}

async function inContext<T>(work: (context: RequestContext) => T | Promise<T>): Promise<T> {
  const context = newContext();
  try {
    return await work(context);
  } finally {
    await context.end();
  }
}

/** The answer of graphql-js and that of the planned operation, as callers would get them. */
async function bothAnswers(text: string, variables: Record<string, unknown>): Promise<[unknown, unknown]> {
  const { schema } = app;
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no operation.');
  const plain = await inContext((contextValue) =>
    execute({ schema, document, variableValues: variables, contextValue }),
  );
  const executor = createExecutor(schema);
  const ask = (context: RequestContext) =>
    executor({ document, operation, operationName: null, queryHash: text, context, request: { variables } } as never);
  // The plan is made at the first time and used again.
  await inContext(ask);
  return [visible(plain), visible((await inContext(ask)) as ExecutionResult)];
}

function visible({ data, errors }: ExecutionResult): unknown {
  const told = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions.code }));
  // Fields beside each other may fail in any order.
  const sorted = told?.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return JSON.parse(JSON.stringify({ data, errors: sorted }));
}

test('every query of the client and the explorer gets the same answer by its plan', async () => {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>;
  const examples = exampleOperations.map(({ query, variables }) => ({ text: query, variables }));
  const documents = [...Object.values(manifest).map((text) => ({ text, variables: undefined })), ...examples];
  const queries = documents.filter(({ text }) => getOperationAST(parse(text))?.operation === OperationTypeNode.QUERY);
  expect(queries.length).toBeGreaterThan(30);
  for (const { text, variables } of queries) {
    const [plain, planned] = await bothAnswers(text, { ...sampleVariables(text), ...variables });
    expect({ text, answer: planned }).toEqual({ text, answer: plain });
  }
});

test('1,000 random queries get the same answer by their plans', async () => {
  const writer = new QueryWriter(app.schema, seeded(20260720), ids);
  let withData = 0;
  let withErrors = 0;
  for (let count = 0; count < 1000; count += 1) {
    const text = writer.query();
    expect(validate(app.schema, parse(text))).toEqual([]);
    const [plain, planned] = await bothAnswers(text, {});
    expect({ text, answer: planned }).toEqual({ text, answer: plain });
    if ((plain as ExecutionResult).data) withData += 1;
    if ((plain as ExecutionResult).errors) withErrors += 1;
  }
  expect(withData).toBeGreaterThan(200);
  expect(withErrors).toBeGreaterThan(20);
});

test('null stands for the default of an argument, at every row, written out and by a variable', async () => {
  for (const first of ['null', '$first']) {
    const text = `query ($first: Int) { unusedQueue { events(first: ${first}) { nodes { ticketGroups(first: ${first}) { nodes { id } } } } } }`;
    const [plain, planned] = await bothAnswers(text, { first: null });
    expect(planned).toEqual(plain);
    expect((plain as ExecutionResult).errors).toBeUndefined();
    expect(JSON.stringify(planned)).toContain('ticketGroups');
  }
});

test('variables that are refused get the words of graphql-js', async () => {
  const [plain, planned] = await bothAnswers('query ($first: Int!) { users(first: $first) { nodes { id } } }', {
    first: 'many',
  });
  expect(planned).toEqual(plain);
  expect(JSON.stringify(plain)).toContain('Int cannot represent non-integer value');
});

/** A value for each variable that must have one. */
function sampleVariables(text: string): Record<string, unknown> {
  const definitions = getOperationAST(parse(text))?.variableDefinitions ?? [];
  const samples: Record<string, unknown> = { Int: 3, ID: ids[0], String: 'e', UnusedEventOrder: 'END_DESC' };
  samples.UnusedVenueOrder = 'NAME';
  return Object.fromEntries(
    definitions.flatMap(({ variable, type }) => {
      if (type.kind !== 'NonNullType' || type.type.kind !== 'NamedType') return [];
      const value = samples[type.type.name.value];
      return value === undefined ? [] : [[variable.name.value, value]];
    }),
  );
}
