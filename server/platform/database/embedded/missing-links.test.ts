import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMissingLinks } from './missing-links.ts';

describe("the links between PostgreSQL's libraries", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backfill-links-'));
    await mkdir(join(folder, 'native/lib'), { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are created where no install script did, relative to their folder, and left alone afterwards', async () => {
    await writeFile(join(folder, 'native/lib/libpq.so.5.18'), '');
    const links = ['native/lib/libpq.so', 'native/lib/libpq.so.5'];
    const list = links.map((target) => ({ source: 'native/lib/libpq.so.5.18', target }));
    await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(list));
    for (const _time of ['first', 'second']) {
      await createMissingLinks(folder);
      expect(await Promise.all(links.map((link) => readlink(join(folder, link))))).toEqual([
        'libpq.so.5.18',
        'libpq.so.5.18',
      ]);
    }
  });

  it('are not needed where the package lists none', async () => {
    await expect(createMissingLinks(folder)).resolves.toBeUndefined();
  });
});
