import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import startCluster from '../../server/test/start-cluster.ts';
import { findChromium } from './find-chromium.ts';

/** The browser tests want the same database as the server's, and a built client. */
export default async function startBrowserTests(): Promise<void> {
  if (findChromium())
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../build.js'), 'client']);
  await startCluster();
}
