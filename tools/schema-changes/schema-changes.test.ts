import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { withRelease, withUnreleased } from './changelog.ts';
import { type AcceptedChange, compareSchemas, type SchemaChanges } from './compare-schemas.ts';
import { renderChanges } from './render-changes.ts';

const RELEASED = `
  type Query { shelf(id: ID!, old: Int @deprecated(reason: "Use id. Stays until 2027-01-31.")): Shelf }
  type Shelf { id: ID! size: Int! "Width." width: Int @deprecated(reason: "Use size. Stays until 2027-01-31.") }
  enum Kind { WOOD STEEL }
`;

const compare = (current: string, options: { accepted?: AcceptedChange[]; today?: string } = {}) =>
  compareSchemas(buildSchema(RELEASED), buildSchema(current), { accepted: [], today: '2027-01-30', ...options });

const paths = ({ breaking, accepted, dangerous, additions, deprecations }: SchemaChanges) => ({
  breaking: breaking.map(({ path }) => path),
  accepted: accepted.map(({ change, reason }) => [change.path, reason]),
  dangerous: dangerous.map(({ path }) => path),
  additions: additions.map(({ path }) => path),
  deprecations: deprecations.map(({ path }) => path),
});
const none = { breaking: [], accepted: [], dangerous: [], additions: [], deprecations: [] };

describe('compared with the release', () => {
  test('the same schema with other descriptions has no changes', async () => {
    const changes = await compare(RELEASED.replace('"Width."', '"How wide."'));
    expect(paths(changes)).toEqual(none);
    expect(renderChanges(changes)).toBeNull();
  });

  test('a field that is gone, a narrower type and a required argument break', async () => {
    const current = RELEASED.replace('size: Int!', 'size: Int').replace('id: ID!,', 'id: ID!, room: ID!,');
    expect(paths(await compare(current))).toEqual({ ...none, breaking: ['Query.shelf.room', 'Shelf.size'] });
    const gone = paths(await compare(RELEASED.replace('size: Int!', '')));
    expect(gone).toEqual({ ...none, breaking: ['Shelf.size'] });
  });

  test('what is new does not break, and a new type is told once', async () => {
    const current =
      RELEASED.replace('size: Int!', 'size: Int! boxes(first: Int): [Box!]!') +
      'type Box { id: ID! lid: Lid } enum Lid { ON }';
    expect(paths(await compare(current))).toEqual({ ...none, additions: ['Box', 'Lid', 'Shelf.boxes'] });
  });

  test('a new value of an enum is dangerous', async () => {
    const changes = await compare(RELEASED.replace('STEEL', 'STEEL GLASS'));
    expect(paths(changes)).toEqual({ ...none, dangerous: ['Kind.GLASS'] });
    expect(renderChanges(changes)).toContain('\n\n- Enum value `GLASS` was added to enum `Kind`');
  });

  test('a deprecation is told as one', async () => {
    const current = RELEASED.replace('size: Int!', 'size: Int! @deprecated(reason: "Use id. Stays until 2027-09-30.")');
    expect(paths(await compare(current))).toEqual({
      ...none,
      deprecations: ['Shelf.size'].map((path) => `${path}.@deprecated`),
    });
  });

  test('what is deprecated may go on its day, not before', async () => {
    const current = RELEASED.replace(/"Width.*\)/, '').replace(/, old.*\)\)/, ')');
    const announced = ['Query.shelf.old', 'Shelf.width'];
    expect(paths(await compare(current))).toEqual({ ...none, breaking: announced });
    expect(paths(await compare(current, { today: '2027-01-31' }))).toEqual({
      ...none,
      accepted: announced.map((path) => [path, 'It was deprecated until 2027-01-31.']),
    });
  });

  test('a deprecated field may not be narrowed on its day, only removed', async () => {
    const current = RELEASED.replace('width: Int', 'width: String');
    expect(paths(await compare(current, { today: '2028-01-01' })).breaking).toEqual(['Shelf.width']);
  });

  test('a decision lets exactly its own change pass, and is told when nothing has changed', async () => {
    const accepted = [
      { path: 'Shelf.size', reason: 'Nobody could use it.' },
      { path: 'Shelf.id', reason: 'Never mind.' },
    ];
    const changes = await compare(RELEASED.replace('size: Int!', '').replace('WOOD', ''), { accepted });
    expect(paths(changes)).toEqual({
      ...none,
      breaking: ['Kind.WOOD'],
      accepted: [['Shelf.size', 'Nobody could use it.']],
    });
    expect(changes.idle).toEqual([accepted[1]]);
    expect(renderChanges(changes)).toContain('removed from object type `Shelf`. Nobody could use it.');
  });
});

describe('the changelog', () => {
  const before = '# Changelog\n\n## Unreleased\n\nOld text\n\n### Added\n\n- x\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n';

  test('has what is unreleased replaced and the rest kept', () => {
    const after = '# Changelog\n\n## Unreleased\n\n- y\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n';
    expect(withUnreleased(before, '- y')).toBe(after);
    expect(withUnreleased(after, '- y')).toBe(after);
    expect(withUnreleased('## Unreleased\n', null)).toBe('## Unreleased\n\nNothing yet.\n');
  });

  test('makes a release of it once', () => {
    const released = withRelease(withUnreleased(before, '- y'), '0.2.0', '2026-05-01');
    expect(released).toBe(
      '# Changelog\n\n## Unreleased\n\nNothing yet.\n\n## 0.2.0 (2026-05-01)\n\n- y\n\n## 0.1.0 (2026-01-01)\n\nFirst.\n',
    );
    expect(() => withRelease(released, '0.2.0', '2026-05-02')).toThrow('has 0.2.0 already');
  });
});

describe('the commands, in a copy of the repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-changes-'));
  const released = join(folder, 'docs/api/released.graphql');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  beforeAll(() => {
    mkdirSync(join(folder, 'docs/api'), { recursive: true });
    for (const name of ['tools', 'schema.graphql', 'package.json', 'tsconfig.json', 'docs/api/reference']) {
      cpSync(name, join(folder, name), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(released, `${read('schema.graphql')}\nextend type Query {\n  gone: Int\n}\n`);
    writeFileSync(join(folder, 'tools/schema-changes/accepted.json'), '[]\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (command: string): Promise<{ code: number; stderr: string }> =>
    new Promise((resolveRun) => {
      const args = ['--import', '@swc-node/register/esm-register', `tools/schema-changes/${command}.ts`];
      execFile(process.execPath, args, { cwd: folder }, (error, _stdout, stderr) =>
        resolveRun({ code: Number(error?.code ?? 0), stderr }),
      );
    });

  test('refuse a removal until it is accepted, then release it', async () => {
    const refused = await run('check-breaking');
    expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
      1,
      'Query.gone: Field `gone` was removed from object type `Query`. It breaks programs that use it.',
    ]);
    expect((await run('release-schema')).code).toBe(1);

    const accepted = [{ path: 'Query.gone', reason: 'It never answered.' }];
    writeFileSync(join(folder, 'tools/schema-changes/accepted.json'), JSON.stringify(accepted));
    expect(await run('check-breaking')).toEqual({ code: 0, stderr: '' });
    expect((await run('write-changelog')).code).toBe(0);
    expect(read('docs/api/reference/changelog.md')).toContain(
      '## Unreleased\n\n### Breaking\n\n- Field `gone` was removed from object type `Query`. It never answered.\n',
    );

    expect(await run('release-schema')).toEqual({ code: 0, stderr: '' });
    expect(read('docs/api/released.graphql')).toBe(read('schema.graphql'));
    expect(read('tools/schema-changes/accepted.json')).toBe('[]\n');
    expect(read('docs/api/reference/changelog.md')).toMatch(/## Unreleased\n\nNothing yet\.\n\n## 0\.\d+\.\d+ \(/);
    expect(await run('check-breaking')).toEqual({ code: 0, stderr: '' });
  }, 60_000);
});
