import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { bytesSource, type FileKind, type FileSource } from './file-source.ts';
import { importFiles, type ImportOutcome } from './import-files.ts';

const FIXTURES = '../shared/data/world-cup-2026';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

(existsSync(FIXTURES) ? describe : describe.skip)('a whole tournament (skipped where its files are absent)', () => {
  test('loads, and loading it again changes nothing', async () => {
    const world = await app.world();
    await world.user('SUPER_USER');
    const files = new Map<FileKind, FileSource>();
    for (const kind of ['VENUES', 'EMPLOYEES', 'INVENTORY'] as const)
      files.set(kind, bytesSource(readFileSync(`${FIXTURES}/${kind.toLowerCase()}.csv`)));
    const first = await load(world, files);
    expect(first.errors).toEqual([]);
    console.log(first.preview);
    const again = await load(world, files);
    expect(again.errors).toEqual([]);
    console.log(again.preview);
  });
});

/** Applies files, or rolls back where they have errors. */
async function load(world: World, files: ReadonlyMap<FileKind, FileSource>): Promise<ImportOutcome> {
  const actor = { actorId: null, requestId: null, now: app.clock.now() };
  return app.database.write(world.organizationId, async (tx) =>
    importFiles(tx, { files, actor, grantor: null, apply: true }),
  );
}
