import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { renderReference } from './render-reference.ts';

describe('the reference of a small schema', () => {
  const files = renderReference(
    buildSchema(`
      """What is seen, such as <b>."""
      type Query {
        """Shelves,
        by name."""
        shelves("How many." first: Int = 25, order: Order = NAME): [Shelf!]! @deprecated(reason: "Use \`books\`.")
      }
      type Mutation { "Moves a book." move(input: MoveInput!): MovePayload! }
      enum Order { "By name." NAME "By date." DATE @deprecated(reason: "Until 2027-01-01.") }
      interface Thing { id: ID! }
      interface UserError { message: String! }
      "Books stand on it."
      type Shelf implements Thing { id: ID! "Books, a page." books(first: Int): Int! }
      type Full implements UserError { message: String! shelf: Shelf! }
      type Gone implements UserError { message: String! }
      union MoveError = Gone | Full
      "What became of it."
      type MovePayload { userErrors: [MoveError!]! }
      input Target @oneOf { shelfId: ID name: String }
      input MoveInput { to: Target! }
      scalar Day @specifiedBy(url: "https://example.com/day")
    `),
  );
  const page = (name: string): string => files.get(name)?.split('\n\n').slice(4).join('\n\n') ?? '';

  test('has one file for each kind that occurs, and an index that counts', () => {
    expect([...files.keys()].sort()).toEqual(
      ['README', 'enums', 'errors', 'inputs', 'interfaces', 'mutations', 'objects', 'payloads', 'queries']
        .concat(['scalars', 'unions'])
        .map((name) => `${name}.md`),
    );
    expect(files.get('README.md')).toContain('- [Errors](errors.md) (2): What a mutation can answer');
  });

  test('tells of an operation what it takes, answers and how it fails', () => {
    expect(page('queries.md')).toBe(`## shelves

Shelves, by name. **Deprecated.** Use \`books\`.

- **\`first\`** [\`Int\`](scalars.md#int), by default \`25\`: How many.
- **\`order\`** [\`Order\`](enums.md#order), by default \`NAME\`: 

Answers: [\`[Shelf!]!\`](objects.md#shelf)
`);
    expect(page('mutations.md')).toContain('Can fail with: [`Full`](errors.md#full), [`Gone`](errors.md#gone)');
  });

  test('tells of a type what it has and where it occurs', () => {
    expect(page('objects.md')).toBe(`## Shelf

Books stand on it.

Implements: [\`Thing\`](interfaces.md#thing)

- **\`id\`** [\`ID!\`](scalars.md#id): 
- **\`books\`** [\`Int!\`](scalars.md#int): Books, a page.
  - **\`first\`** [\`Int\`](scalars.md#int): 

Occurs in: [\`Full.shelf\`](errors.md#full), [\`Query.shelves\`](queries.md#shelves)
`);
    expect(page('unions.md')).toContain('One of: [`Full`](errors.md#full), [`Gone`](errors.md#gone)');
    expect(page('interfaces.md')).toContain('Implemented by: [`Shelf`](objects.md#shelf)');
    expect(page('inputs.md')).toContain('Exactly one of these fields is given:\n\n- **`shelfId`**');
    expect(page('enums.md')).toContain('- **`DATE`**: By date. **Deprecated.** Until 2027-01-01.');
    expect(page('scalars.md')).toContain('Specified by <https://example.com/day>.');
  });
});

describe('the reference of the product', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const files = renderReference(schema);

  test('leaves out no type, field, argument or value', () => {
    const text = [...files.values()].join('\n');
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    const roots = [schema.getQueryType(), schema.getMutationType()];
    const missing = types.flatMap((type) => {
      const isRoot = roots.some((root) => root === type);
      const section = isRoot ? text : (text.split(`\n## ${type.name}\n`)[1]?.split('\n## ')[0] ?? '');
      const names = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
      if (isInputObjectType(type)) names.push(...Object.keys(type.getFields()));
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const { name, args } of Object.values(type.getFields()))
          names.push(name, ...args.map((each) => each.name));
      }
      const told = (name: string): boolean =>
        section.includes(`- **\`${name}\`**`) || (isRoot && section.includes(`\n## ${name}\n`));
      return section === '' ? [type.name] : names.filter((name) => !told(name)).map((name) => `${type.name}.${name}`);
    });
    expect(types.length).toBeGreaterThan(200);
    expect(missing).toEqual([]);
  });
});
