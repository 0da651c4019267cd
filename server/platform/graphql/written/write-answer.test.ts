import { expect, test } from '@jest/globals';
import {
  buildSchema,
  execute,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  parse,
} from 'graphql';
import { createExecutor } from '../query-executor.ts';
import { markPlainId } from '../plain-id.ts';

const schema = buildSchema(`
  type Query { row: Row  must: Row!  rows: [Row]  strict: [Row!]  thing: Thing  things: [Thing!]  wrong: [Row]  whatever: Thing }
  interface Thing { name: String }
  type Row implements Thing {
    id: ID!  name: String  count: Int  flag: Boolean  kind: Kind  share: Float  tags: [String!]
    never: String!  later: String  laterNever: String!  fails: String  failsLater: String  failsAtOnce: String!  thrown: String
    below: Row  mustBelow: Row!  sum(of: [Int!] = [1, 2], times: Int): Int
  }
  type Other implements Thing { name: String }
  enum Kind { FIRST SECOND }
`);

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), 1));
const row = {
  __typename: 'Row',
  id: 'r-1',
  name: 'a "quoted" \\ name \ud83d\ude00 \ud83d',
  count: 3,
  flag: false,
  kind: 'SECOND',
  share: 0.5,
};

resolvers('Query', {
  row: () => later(row),
  must: () => row,
  rows: () => [row, null, later(row), later(null), row],
  strict: () => [later(row), null, row],
  thing: () => row,
  things: () => [row, later({ __typename: 'Other', name: 'other' })],
  wrong: () => 'no list',
  whatever: () => ({ __typename: 'Nobody' }),
});
resolvers('Row', {
  tags: () => ['a', 'b\n'],
  never: () => null,
  later: () => later('later'),
  laterNever: () => later(null),
  fails: () => {
    throw new Error('It fails.');
  },
  failsLater: () => later(0).then(() => Promise.reject(new Error('It fails later.'))),
  failsAtOnce: () => {
    throw new Error('It fails at once.');
  },
  thrown: () => new Error('It is an error.'),
  below: () => row,
  mustBelow: () => later(row),
  sum: (_row: unknown, { of, times }: { of: number[]; times?: number }) => of.reduce((a, b) => a + b, 0) * (times ?? 1),
});

function resolvers(type: string, byField: Record<string, (...args: never[]) => unknown>): void {
  const fields = (schema.getType(type) as GraphQLObjectType).getFields();
  for (const [name, resolve] of Object.entries(byField)) {
    const field = fields[name];
    if (!field) throw new Error(`${type} has no field ${name}.`);
    field.resolve = resolve as typeof field.resolve;
  }
}

/** Asks as Apollo does, as often as one wants. */
function asking(text: string, of: GraphQLSchema = schema): (variables?: object) => Promise<unknown> {
  const document = parse(text);
  const [operation] = document.definitions;
  const executor = createExecutor(of);
  return async (variables = {}) =>
    visible(await executor({ document, operation, operationName: null, context: {}, request: { variables } } as never));
}

function visible({ data, errors }: { data?: unknown; errors?: readonly object[] }): unknown {
  const told = errors?.map((error) => JSON.stringify(error)).sort();
  return JSON.parse(JSON.stringify({ data, errors: told }));
}

test.each([
  '{ row { id name count flag kind share tags sum } }',
  '{ __typename row { __typename } must { __typename id b: __typename } }',
  '{ row { name name below { name } below { count below { __typename } } } ...More } fragment More on Query { row { below { flag } } }',
  '{ row { a: sum(of: 3) b: sum(times: 2) } }',
  '{ rows { id later } }',
  '{ strict { later name } must { name } }',
  '{ row { never } must { id } }',
  '{ row { later laterNever failsLater } rows { laterNever } }',
  '{ row { fails failsLater thrown name } }',
  '{ row { later failsLater below { failsAtOnce } mustBelow { failsAtOnce } } }',
  '{ must { later failsAtOnce } }',
  '{ must { mustBelow { laterNever } later } row { name } }',
  '{ thing { __typename name ... on Row { id } ... on Other { other: name } ... on Thing { again: name } } things { name __typename } }',
  '{ wrong { id } must { name } }',
  '{ row { ...A ...A } } fragment A on Row { ...B count } fragment B on Thing { name }',
])('%s is answered as by graphql-js', async (text) => {
  const plain = await execute({ schema, document: parse(text) });
  expect(await asking(text)()).toEqual(visible(plain));
});

test('conditions and arguments follow the variables of each request', async () => {
  const text = `query ($yes: Boolean!, $of: [Int!], $times: Int = 5) {
    row { name @include(if: $yes) count @skip(if: $yes) sum(of: $of, times: $times) ... @include(if: $yes) { flag } }
  }`;
  const document = parse(text);
  const ask = asking(text);
  for (const variables of [
    { yes: true },
    { yes: false, of: [7] },
    { yes: true, of: [1], times: null },
    { yes: 'maybe' },
  ]) {
    const plain = await execute({ schema, document, variableValues: variables });
    expect(await ask(variables)).toEqual(visible(plain));
  }
});

test('a row of no type that is known fails without telling more', async () => {
  expect(JSON.stringify(await asking('{ whatever { name } }')())).toContain('is of no type that it can be');
});

test('only frozen rows keep what was written of them', async () => {
  const own = buildSchema(
    'type Query { frozen: Row loose: Row any: Any } type Row { id: ID! name: String } union Any = Row',
  );
  const rows = { frozen: Object.freeze({ id: 'f', name: 'frozen' }), loose: { id: 'l', name: 'loose' } };
  const id = (own.getType('Row') as GraphQLObjectType).getFields().id;
  let asked = 0;
  if (id) {
    id.resolve = (each: { id: string }) => {
      asked += 1;
      return each.id;
    };
    markPlainId(id);
  }
  const fields = (own.getType('Query') as GraphQLObjectType).getFields();
  for (const name of ['frozen', 'loose'] as const) {
    const field = fields[name];
    if (field) field.resolve = () => rows[name];
  }
  const ask = asking('{ frozen { id name } loose { id name } }', own);
  await ask();
  rows.loose.name = 'changed';
  expect(await ask()).toEqual({ data: { frozen: { id: 'f', name: 'frozen' }, loose: { id: 'l', name: 'changed' } } });
  expect(asked).toBe(3);

  // Also where only the row tells its type.
  if (fields.any) fields.any.resolve = () => rows.frozen;
  (own.getType('Any') as GraphQLUnionType).resolveType = () => 'Row';
  const askAny = asking('{ any { ... on Row { id name } } }', own);
  await askAny();
  expect(await askAny()).toEqual({ data: { any: { id: 'f', name: 'frozen' } } });
  expect(asked).toBe(4);
});
