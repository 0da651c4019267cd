import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { getNamedType, isAbstractType } from 'graphql';
import { type ApiClient, type GraphqlAnswer } from '../test/api-client.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { readClientOperations, variablesFor } from '../test/walk/client-operations.ts';
import { fillWith } from '../test/walk/fill-arguments.ts';
import { type FilledWorld, fillWorld } from '../test/walk/fill-world.ts';
import { type Fill, inputFor } from '../test/walk/inputs.ts';
import { type NodeRows, readNodeRows } from '../test/walk/node-rows.ts';
import { documentFor, rootFields } from '../test/walk/operations.ts';
import { selectionOf } from '../test/walk/selections.ts';
import { undoWrites } from '../test/walk/undo-writes.ts';
import { API_BUDGETS, CLIENT_BUDGETS, REFUSED } from './statement-budgets.ts';
import { setWriteScenes } from './write-scenes.ts';

/** How many statements each operation may ask of the database: what takes more has lost a batch, or asks again for what it knows. */

jest.setTimeout(180_000);

let app: TestApp;
let filled: FilledWorld;
let rows: NodeRows;
let undo: ReturnType<typeof undoWrites>;
const lines: string[] = [];
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'info' }, { out: { write: (line) => void lines.push(line) } });
  undo = undoWrites(app.database);
  filled = await fillWorld(await app.world());
  rows = await readNodeRows(app, filled.world.organizationId);
});
afterAll(() => app.close());

const fill: Fill = (path, scalar) => fillWith(filled.world.organizationId, rows)(path, scalar);

interface Counted {
  statements: number;
  errors: unknown[];
}

/**
 * Sends it twice, each time with a session of its own that it may end, and undoes it. Counts the second time, when the process keeps what
 * it keeps.
 */
async function count(document: string, variables: Record<string, unknown>): Promise<Counted> {
  const send = async (): Promise<GraphqlAnswer> => {
    const api: ApiClient = await filled.world.signedIn(filled.superUser);
    return undo.undoing(() => api.send(document, variables));
  };
  await send();
  lines.length = 0;
  const { data, errors } = await send();
  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(requests).toHaveLength(1);
  const payloads = Object.values((data ?? {}) as Record<string, { userErrors?: unknown[] } | null>);
  const refusals = errors ?? payloads.flatMap((payload) => payload?.userErrors ?? []);
  return { statements: requests[0].statements, errors: refusals };
}

/** Ids whose name does not say the type: `event(id)` asks for an event, and a history is that of an order here. */
function pathName(field: string, argument: string): string {
  if (argument === 'subjectId') return 'orderId';
  return argument === 'id' ? `${field}Id` : argument;
}

/** What asks for more than it may, has no row in the table, or has one and is no operation. */
function overBudget(counted: Record<string, number>, budgets: Record<string, number>): string[] {
  const over = Object.entries(counted).flatMap(([name, statements]) => {
    const budget = budgets[name];
    if (budget === undefined) return [`${name} takes ${statements} statements and has no row in statement-budgets.ts`];
    return statements > budget ? [`${name} takes ${statements} statements; its budget is ${budget}`] : [];
  });
  const gone = Object.keys(budgets).filter((name) => !(name in counted));
  return [...over, ...gone.map((name) => `${name} has a budget and is no operation any more`)];
}

test('every operation of the client keeps to its number of statements, and every write succeeds', async () => {
  const scenes = await setWriteScenes(filled, rows);
  const counted: Record<string, number> = {};
  const refused: string[] = [];
  for (const operation of await readClientOperations()) {
    const variables = scenes[operation.name] ?? variablesFor(app.schema, operation, fill);
    const { statements, errors } = await count(operation.document, variables);
    counted[operation.name] = statements;
    if (errors.length > 0 && !(operation.name in REFUSED)) refused.push(`${operation.name}: ${JSON.stringify(errors)}`);
  }
  expect(refused).toEqual([]);
  expect(overBudget(counted, CLIENT_BUDGETS)).toEqual([]);
});

test('every query of the API with all fields of its objects keeps to its number of statements', async () => {
  const counted: Record<string, number> = {};
  const refused: string[] = [];
  for (const rootField of rootFields(app.schema).filter(({ root }) => root === 'query')) {
    const { name, field } = rootField;
    const required = field.args.filter(({ type }) => String(type).endsWith('!'));
    const given = Object.fromEntries(
      required.map((arg) => [arg.name, inputFor(arg.type, [pathName(name, arg.name)], fill)]),
    );
    // Of everything that has an id, one level is as much as a document may ask for.
    const depth = isAbstractType(getNamedType(field.type)) ? 0 : 1;
    const { statements, errors } = await count(
      documentFor(rootField, given, selectionOf(app.schema, field.type, depth)),
      given,
    );
    counted[name] = statements;
    if (errors.length > 0) refused.push(`${name}: ${JSON.stringify(errors)}`);
  }
  expect(refused).toEqual([]);
  expect(overBudget(counted, API_BUDGETS)).toEqual([]);
});

test('control: one statement more, an operation without a row and a row without an operation are noticed', () => {
  const budgets = { Kept: 3, Exceeded: 3, Gone: 3 };
  expect(overBudget({ Kept: 3, Exceeded: 4, New: 1 }, budgets)).toEqual([
    'Exceeded takes 4 statements; its budget is 3',
    'New takes 1 statements and has no row in statement-budgets.ts',
    'Gone has a budget and is no operation any more',
  ]);
});
