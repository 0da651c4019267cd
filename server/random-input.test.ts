import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  getNamedType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLScalarType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { ApiClient, GraphqlAnswer } from './test/api-client.ts';
import { randomValues, type RandomValues, seeded } from './test/random-values.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';

const INPUTS = 10_000;
/** Aliases of one document. */
const AT_ONCE = 25;
/** Takes long by intention (hashing a password, or answering no faster than a mail takes), or ends the session. */
const FEW = new Set(['signIn', 'requestPasswordReset', 'setPassword']);
const NEVER = new Set(['signOut']);

/** A field with arguments, and the fields that lead to it from a root. */
interface Target {
  root: 'query' | 'mutation';
  path: GraphQLField<unknown, unknown>[];
}

let app: TestApp;
let world: World;
let api: ApiClient;
let values: RandomValues;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  api = (await world.actor('SUPER_USER')).api;
  values = randomValues(seeded(20_261_126), await idsOfRows());
}, 60_000);
afterAll(() => app.close());

/** Ids of things that exist, so that inputs get further than the look-up. */
async function idsOfRows(): Promise<string[]> {
  const venue = await world.venue();
  const [ticketCategory, usageCategory] = [await world.ticketCategory(), await world.usageCategory()];
  const users = [await world.user('EMPLOYEE'), await world.user('TICKET_MANAGER')];
  return [
    world.id('Venue', venue),
    world.id('TicketCategory', ticketCategory),
    world.id('UsageCategory', usageCategory),
    ...users.map((user) => world.id('User', user)),
  ];
}

/** Every field with arguments, reached from a root on the shortest way. */
function findTargets(): Target[] {
  const targets: Target[] = [];
  const seen = new Set<string>();
  const queue: { type: GraphQLObjectType; root: Target['root']; path: Target['path'] }[] = [];
  const [query, mutation] = [app.schema.getQueryType(), app.schema.getMutationType()];
  if (query) queue.push({ type: query, root: 'query', path: [] });
  if (mutation) queue.push({ type: mutation, root: 'mutation', path: [] });
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { type, root, path } = next;
    if (seen.has(type.name)) continue;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      if (path.length === 0 && NEVER.has(field.name)) continue;
      if (field.args.length > 0) targets.push({ root, path: [...path, field] });
      const inner = getNamedType(field.type);
      if (isObjectType(inner)) queue.push({ type: inner, root, path: [...path, field] });
    }
  }
  return targets;
}

/** A document with several of the targets of one root, and random values for all their arguments. */
function ask(targets: Target[], valueOf: (target: GraphQLField<unknown, unknown>) => Record<string, unknown>) {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const selections = targets.map(({ path }, nth) => {
    const fields = path.map((field, level) => {
      const given = Object.entries(valueOf(field)).map(([name, value]) => {
        const variable = `v${nth}_${level}_${name}`;
        variables[variable] = value;
        const type = field.args.find((arg) => arg.name === name)?.type;
        definitions.push(`$${variable}: ${String(type)}`);
        return `${name}: $${variable}`;
      });
      return `${level === 0 ? `a${nth}: ` : ''}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
    });
    const [last] = path.slice(-1);
    const leaf = last && isCompositeType(getNamedType(last.type)) ? ' { __typename }' : '';
    return `${fields.join(' { ')}${leaf}${' }'.repeat(fields.length - 1)}`;
  });
  const declared = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  return { document: `${targets[0]?.root ?? 'query'} ${declared} { ${selections.join('\n')} }`, variables };
}

/** What is wrong with an answer: a fault of ours, or something that belongs into the log. */
function faultsOf(answer: GraphqlAnswer): string[] {
  const text = JSON.stringify(answer);
  const leaks =
    /SELECT |INSERT |UPDATE .* SET|violates|syntax error at|relation "|column "|node_modules|\.ts:\d|QueryFailedError/.exec(
      text,
    );
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
  const isFault = answer.status >= 500 || codes.some((code) => /INTERNAL|RETRY/.test(code));
  return isFault || leaks ? [text.slice(0, 600)] : [];
}

test('every scalar, enum and input of the schema gets random values', () => {
  const inputs = Object.values(app.schema.getTypeMap()).filter(
    (type): type is GraphQLScalarType | GraphQLEnumType | GraphQLInputObjectType =>
      !type.name.startsWith('__') && (isScalarType(type) || isEnumType(type) || isInputObjectType(type)),
  );
  expect(inputs.length).toBeGreaterThan(50);
  for (const type of inputs) expect(() => values.typed(type)).not.toThrow();
});

test('10,000 random inputs over all arguments: no fault, no SQL and no stack in any answer', async () => {
  const targets = findTargets();
  expect(targets.length).toBeGreaterThan(60);
  const faults: string[] = [];
  let sent = 0;
  for (let round = 0; sent < INPUTS; round += 1) {
    for (const root of ['query', 'mutation'] as const) {
      const ofRoot = targets.filter(
        (target) => target.root === root && (round % 20 === 0 || !FEW.has(target.path[0]?.name ?? '')),
      );
      for (let from = 0; from < ofRoot.length; from += AT_ONCE) {
        const some = ofRoot.slice(from, from + AT_ONCE);
        const { document, variables } = ask(some, ({ args }) => values.valuesOf(args));
        faults.push(...faultsOf(await api.send(document, variables)));
        sent += some.length;
      }
    }
    // Each round also sends values of any shape, one field at a time: they are mostly refused as a whole.
    for (let count = 0; count < 10; count += 1) {
      const { document, variables } = ask([values.pick(targets)], ({ args }) =>
        Object.fromEntries(args.map(({ name }) => [name, values.wild()])),
      );
      faults.push(...faultsOf(await api.send(document, variables)));
      sent += 1;
    }
    if ((await api.send('{ viewer { user { id } } }')).errors) api = (await world.actor('SUPER_USER')).api;
  }
  expect(faults).toEqual([]);
}, 300_000);
