import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const ASSETS = join(import.meta.dirname, '../../dist/client/assets');
const INDEX = join(ASSETS, '../index.html');

/** In KB, compressed by gzip. 250 are allowed: this keeps what is reached from being lost. Lower it with the size. */
const MOST = 238;

test(`what is loaded before the first rows of the queue stays below ${MOST} KB`, async () => {
  const files = await filesBefore(['BackfillTicketsPage', 'en-first']);
  const sizes = await Promise.all([...files].map(async (name) => gzipSync(await read(name), { level: 9 }).length));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1024;
  expect(files.size).toBeGreaterThan(10);
  expect(kilobytes).toBeLessThan(MOST);
});

/** The files that the page names, the chunks of those names, and what all of them import from the start. */
async function filesBefore(chunks: string[]): Promise<Set<string>> {
  const built = await readdir(ASSETS);
  const named = [...(await readFile(INDEX, 'utf8')).matchAll(/assets\/([^"]+)"/g)].map((match) => match[1] ?? '');
  const isChunk = (file: string): boolean => chunks.some((chunk) => file.startsWith(`${chunk}-`));
  const waiting = [...named, ...built.filter((file) => isChunk(file) && /\.(js|css)$/.test(file))];
  const files = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const imported = (await read(file)).matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g);
    waiting.push(...[...imported].map((match) => match[1] ?? ''));
  }
  return files;
}

function read(file: string): Promise<string> {
  return readFile(join(ASSETS, file), 'utf8');
}
