import { expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { costOfDocuments } from './document-cost.ts';
import { LIMITS } from './limits.ts';
import { limitRule } from './limit-cost.ts';

const schema = buildSchema(`
  type Query { events(first: Int = 25, after: String): EventConnection! venue: Venue! tags: [Tag!]! nodes(ids: [ID!]!): [Tag]! top(first: Int = 3): [Tag!]! }
  type EventConnection { edges: [EventEdge!]! nodes: [Event!]! pageInfo: PageInfo! }
  type EventEdge { node: Event! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  type Event { id: ID! name: String! venue: Venue! tags: [Tag!]! }
  type Venue { name: String! events(first: Int = 25): EventConnection! parent: Venue }
  type Tag { name: String! words: [String!]! }
`);
const costOf = costOfDocuments(schema, { 'Event.tags': 4, 'Query.nodes': 'ids' });
const measureOf = (text: string) => costOf(parse(text)).measure;
const limitsOf = (text: string) => costOf(parse(text)).errors.map(({ extensions }) => extensions.limit);

/** Rows of the first operation. */
function nodesOf(text: string, variables?: Record<string, unknown>): number {
  const [count] = costOf(parse(text)).nodeCounters.values();
  return count?.(variables) ?? NaN;
}

/** Fragments of which each spreads the next twice. */
const doubling = (levels: number) =>
  Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on Venue { ${n + 1 < levels ? `...F${n + 1} ...F${n + 1}` : 'name'} }`,
  ).join('\n');

test('fields, aliases and directives of a fragment count wherever it is spread', () => {
  const document = `
    query ($show: Boolean!) { venue { ...V parent { ...V parent { name @skip(if: $show) ...V } } } }
    fragment V on Venue { title: name ... on Venue @include(if: true) { name } }`;
  expect(measureOf(document)).toEqual({ depth: 4, fields: 10, aliases: 3, directives: 4 });
});

test('a fragment that nobody spreads counts, as the rules of GraphQL walk it; one that spreads itself ends', () => {
  expect(measureOf('{ venue { name } } fragment V on Venue { name parent { name } }').fields).toBe(5);
  expect(measureOf('{ venue { ...V } } fragment V on Venue { name ...V }').fields).toBe(2);
});

test.each([
  ['depth', 16, (count: number) => `{ venue ${'{ parent '.repeat(count - 2)}{ name ${'}'.repeat(count - 1)} }`],
  [
    'aliases',
    30,
    (count: number) => `{ venue { ${Array.from({ length: count }, (_, n) => `a${n}: name`).join(' ')} } }`,
  ],
  ['directives', 30, (count: number) => `{ venue { name ${'@x '.repeat(count)} } }`],
  ['fields', 500, (count: number) => `{ venue { ${'name '.repeat(count - 1)} } }`],
] as const)('%s: %i are allowed, one more is not', (limit, allowed, document) => {
  expect(LIMITS[limit]).toBe(allowed);
  expect([measureOf(document(allowed))[limit], limitsOf(document(allowed))]).toEqual([allowed, []]);
  const [error] = costOf(parse(document(allowed + 1))).errors;
  expect(error?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit, asked: allowed + 1, allowed });
});

test('pages in pages multiply, and every other list counts by its size', () => {
  expect(nodesOf('{ events { nodes { id } } }')).toBe(25);
  expect(nodesOf('{ events(first: 10) { nodes { id tags { name words } } pageInfo { hasNextPage } } }')).toBe(50);
  expect(nodesOf('{ events(first: 10) { edges { node { venue { events(first: 20) { nodes { id } } } } } } }')).toBe(
    210,
  );
  expect(nodesOf('{ events(first: 10) { nodes { id } edges { cursor } } }')).toBe(20);
  expect(nodesOf('{ venue { name } }')).toBe(0);
  expect(nodesOf('{ tags { name } top(first: 7) { name } nodes(ids: ["a", "b"]) { name } }')).toBe(19);
});

test('a page counts by its `first` also through fragments', () => {
  const fragments = 'fragment Page on EventConnection { nodes { ...Row } } fragment Row on Event { tags { name } }';
  expect(nodesOf(`{ events(first: 10) { ...Page } venue { events(first: 3) { ...Page } } } ${fragments}`)).toBe(65);
});

test('sizes come from variables, their defaults and the defaults of the schema, in this order', () => {
  const document = 'query ($n: Int = 7, $ids: [ID!]!) { events(first: $n) { nodes { id } } nodes(ids: $ids) { name } }';
  expect(nodesOf(document, { n: 50, ids: ['a', 'b', 'c'] })).toBe(53);
  expect(nodesOf(document, { ids: [] })).toBe(7);
  expect(nodesOf(document, { n: null, ids: [] })).toBe(25);
  expect(nodesOf(document, { n: -5, ids: 'a' })).toBe(1);
  expect(nodesOf(document, { n: 'many', ids: null })).toBe(1);
});

test('a document that doubles a hundred times is measured at once, and refused before other rules see it', () => {
  const document = parse(`{ venue { ...F0 } } ${doubling(100)}`);
  const { errors } = costOf(document);
  expect(errors.map(({ message }) => message)).toEqual([
    'A document may select 500 fields, counting those of a fragment wherever it is spread; this asks for far more. Ask for less at once.',
  ]);
  let seen = 0;
  const spy = () => ({ Field: () => void (seen += 1) });
  const found = validate(schema, document, [spy, limitRule(costOf)], { maxErrors: 5 });
  expect([found.length, found[0]?.extensions.limit, seen]).toEqual([6, 'fields', 0]);
});

test('introspection may be asked in full once, and not from type to type', () => {
  const inFull = getIntrospectionQuery({
    inputValueDeprecation: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
  });
  expect(limitsOf(inFull)).toEqual([]);
  expect(costOf(parse(inFull)).introspects).toBe(true);
  expect(limitsOf('{ __type(name: "Venue") { fields { name type { name ofType { name } } } } }')).toEqual([]);
  expect(limitsOf('{ __schema { types { fields { type { fields { name } } } } } }')).toEqual(['introspectionDepth']);
  const all = '{ name fields { name args { name type { name ofType { name ofType { name ofType { name } } } } } } }';
  const flood = Array.from({ length: 20 }, (_, n) => `s${n}: __schema { types ${all} }`).join(' ');
  expect(limitsOf(`{ ${flood} }`)).toEqual(['introspection']);
});
