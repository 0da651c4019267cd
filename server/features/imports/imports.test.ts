import { afterEach, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { rowCounts } from './on-file.ts';
import { FILE } from './test-files.ts';
import { APPLY, DISCARD, form, READ, type Uploads, uploadsOf } from './test-uploads.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let api: ApiClient;
let uploads: Uploads;
newWorldForEachTest(async () => {
  await world.venue({ name: 'Hall' });
  ({ api } = await world.actor('INVENTORY_MANAGER', { name: 'Ivy Inventory' }));
  uploads = uploadsOf(app, world, api);
});
afterEach(() => app.imports.idle());

test('imports are listed newest first, in as many statements for one as for many, and only to their organization', async () => {
  const ids: string[] = [];
  const list =
    '{ imports(first: 10) { nodes { id createdBy { name } files { kind } rowErrors(first: 1) { nodes { row } } } pageInfo { hasNextPage } } }';
  const statements: number[] = [];
  for (let count = 1; count <= 3; count += 1) {
    app.clock.advance({ minutes: 1 });
    ids.unshift((await uploads.send(form({ inventory: FILE }))).id);
    await app.imports.idle();
    let counted = 0;
    app.database.onStatement = () => (counted += 1);
    const { imports } = await api.ask(list);
    app.database.onStatement = undefined;
    expect(imports.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    statements.push(counted);
  }
  // Each import's page of errors is a statement of its own: nobody lists imports with their errors but to look at a few.
  expect(statements.map((count, index) => count - index)).toEqual([statements[0], statements[0], statements[0]]);
  const other = await (await app.world()).actor('SUPER_USER');
  expect((await other.api.ask(list)).imports.nodes).toEqual([]);
  expect((await other.api.ask(READ, { id: ids[0] })).import).toBeNull();
  expect((await other.api.ask(APPLY, { id: ids[0] })).applyImport).toMatchObject({
    import: null,
    userErrors: [{ __typename: 'UnknownReference' }],
  });
});

describe('discarding', () => {
  test('drops the files, may be repeated, and rules applying out', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    for (let times = 0; times < 2; times += 1) {
      expect((await api.ask(DISCARD, { id })).discardImport).toEqual({
        import: { status: 'DISCARDED' },
        userErrors: [],
      });
    }
    expect((await uploads.leftBehind()).import_file_chunks).toBe(0);
    expect((await api.ask(APPLY, { id })).applyImport.userErrors).toMatchObject([
      { __typename: 'ImportNotReady', status: 'DISCARDED' },
    ]);
    expect(await rowCounts(world)).toMatchObject({ events: 0 });
  });

  test('is refused once applied', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    await api.ask(APPLY, { id });
    await uploads.finished(id);
    expect((await api.ask(DISCARD, { id })).discardImport.userErrors).toMatchObject([
      { __typename: 'ImportNotReady', status: 'APPLIED' },
    ]);
  });

  test('an import that nobody applied for a week is given up', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    app.clock.advance({ days: 8 });
    await app.imports.resume();
    ({ api } = await world.actor('INVENTORY_MANAGER'));
    uploads = uploadsOf(app, world, api);
    expect((await uploads.finished(id)).status).toBe('DISCARDED');
    await app.imports.resume();
    expect((await uploads.leftBehind()).import_file_chunks).toBe(0);
  });
});
