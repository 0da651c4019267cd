import {
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** A number from 0 up to, but not including, 1; the same sequence for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    // Mulberry32: small, and even enough for tests.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomValues {
  pick<T>(choices: readonly T[]): T;
  /** A value that the type takes, however odd; undefined where it is left out. */
  typed(type: GraphQLInputType, depth?: number): unknown;
  /** A value of any shape, as a program might send that has never seen the schema. */
  wild(depth?: number): unknown;
  /** Values for arguments or input fields, some of them left out. */
  valuesOf(inputs: readonly (GraphQLArgument | GraphQLInputField)[]): Record<string, unknown>;
}

const TEXTS = [
  '',
  ' ',
  'a',
  "'",
  '"',
  '\\',
  '%',
  '_',
  '%%%',
  "'; DROP TABLE users; --",
  "' OR 1=1 --",
  '$1',
  '${x}',
  '{}',
  '[]',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '\t\n\r',
  '\u202eabc',
  '\ufeff',
  '\uffff',
  'é',
  'e\u0301',
  'ß',
  'İ',
  '😀',
  '👩‍👩‍👧',
  'x'.repeat(201),
  'x'.repeat(5000),
  '<b>&amp;</b>',
  'ada@example.com',
  '@',
  'a@b',
  '2026-11-26',
  '19:30',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '\u0001',
  '\u007f',
  '٣',
  '1,5',
  '(?:a+)+$',
];
const UNSTORABLE = ['a\0b', '\ud800', '\udfff\ud800'];
const NUMBERS = [0, 1, 2, 3, 7, 25, 99, 100, 101, -1, -100, 2_147_483_647, -2_147_483_648];
const DATES = ['2026-11-26', '0001-01-01', '9999-12-31', '2024-02-29', '1970-01-01', '1582-10-10'];
const INSTANTS = [
  '2026-11-26T12:00:00.000Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59Z',
  '2026-03-29T02:30:00+01:00',
];
const TIMES = ['00:00', '23:59', '19:30', '02:30'];
const IDS = [
  '',
  'x',
  'AaIF',
  '🙂',
  "'",
  'a'.repeat(3000),
  Buffer.from('User:1').toString('base64'),
  'AAAAAAAAAAAAAAAAAAAAAA',
  '0',
];

/** Values for the inputs of a schema: at the edges, broken, or usual; `ids` are those of things that exist. */
export function randomValues(random: () => number, ids: readonly string[]): RandomValues {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const text = (): string =>
    random() < 0.02 ? pick(UNSTORABLE) : random() < 0.2 ? pick(TEXTS) + pick(TEXTS) : pick(TEXTS);
  const scalars: Record<string, () => unknown> = {
    String: text,
    Boolean: () => random() < 0.5,
    Int: () => (random() < 0.5 ? pick(NUMBERS) : Math.floor(random() * 4_294_967_296) - 2_147_483_648),
    Float: () => pick([0, -0, 1.5, -1e300, 5e-324]),
    PositiveInt: () => pick([1, 2, 100, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER]),
    ID: () => (random() < 0.6 ? pick(ids) : random() < 0.2 ? pick(ids).slice(1) : pick(IDS)),
    LocalDate: () => pick(DATES),
    DateTime: () => pick(INSTANTS),
    LocalTime: () => pick(TIMES),
  };

  function typed(type: GraphQLInputType, depth = 0): unknown {
    if (!isNonNullType(type) && random() < 0.15) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const length = depth > 3 ? 0 : pick([0, 1, 1, 2, 3, 20]);
      return Array.from({ length }, () => typed(nullable.ofType as GraphQLInputType, depth + 1));
    }
    if (isEnumType(nullable)) return pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      if (nullable.isOneOf) {
        const field = pick(fields);
        return { [field.name]: typed(getNullableType(field.type), depth + 1) ?? text() };
      }
      return valuesOf(fields, depth + 1);
    }
    const scalar = scalars[nullable.name];
    if (!scalar) throw new Error(`There are no random values for ${nullable.name} yet.`);
    return scalar();
  }

  function valuesOf(inputs: readonly (GraphQLArgument | GraphQLInputField)[], depth = 0): Record<string, unknown> {
    const given = inputs.filter(({ type }) => isNonNullType(type) || random() < 0.6);
    return Object.fromEntries(given.map(({ name, type }) => [name, typed(type, depth)]));
  }

  function wild(depth = 0): unknown {
    const choice = Math.floor(random() * (depth > 2 ? 6 : 8));
    if (choice < 2) return text();
    if (choice < 4) return pick([...NUMBERS, 1.5, -0, 1e300, 2 ** 53]);
    if (choice === 4) return pick([true, false, null]);
    if (choice === 5)
      return pick([...ids, ...IDS, ...DATES, ...INSTANTS, ...TIMES, '2026-13-45', '25:61', '2026-11-26T99:00Z']);
    if (choice === 6) return Array.from({ length: pick([0, 1, 3]) }, () => wild(depth + 1));
    return Object.fromEntries(Array.from({ length: pick([0, 1, 3]) }, () => [text(), wild(depth + 1)]));
  }

  return { pick, typed, wild, valuesOf: (inputs) => valuesOf(inputs) };
}
