import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const CLIENT = join(import.meta.dirname, '..', '..', 'dist/client');

/** What was loaded until the first page of the queue was answered, without the answers themselves. */
export interface FirstLoad {
  files: { path: string; bytes: number }[];
  /** Compressed by gzip, whatever the browser and the server agreed on. */
  bytes: number;
}

/** Opens the path with an empty cache and adds up what the browser loads before it has the first rows' data. */
export async function firstLoad(page: Page, path: string): Promise<FirstLoad> {
  const paths: string[] = [];
  let complete = false;
  const done = new Promise<void>((resolve) => {
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (complete) return;
      if (pathname !== '/graphql') return void paths.push(pathname);
      void response.text().then((text) => {
        if (!text.includes('"unusedCount"')) return;
        complete = true;
        resolve();
      });
    });
  });
  await page.goto(path);
  await done;
  const files = await Promise.all([...new Set(paths)].map(async (name) => ({ path: name, bytes: await sizeOf(name) })));
  files.sort((a, b) => b.bytes - a.bytes);
  return { files, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** The build leaves a compressed file beside each that is worth it; what is no file is a page of the app. */
async function sizeOf(path: string): Promise<number> {
  const file = join(CLIENT, path);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  return gzipSync(await readFile(isFile ? file : join(CLIENT, 'index.html')), { level: 9 }).length;
}
