import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import type { ClusterFolder } from './cluster.ts';

/** A process's claim on the server: while one of them lives, the server is not stopped. */
export interface Holder {
  remove(): Promise<void>;
}

/** Notes that this process uses the server. The file's name begins with the process number, for the keeper. */
export async function addHolder(folder: ClusterFolder): Promise<Holder> {
  await mkdir(folder.holders, { recursive: true });
  const file = join(folder.holders, `${process.pid}.${Math.random().toString(36).slice(2)}`);
  await writeFile(file, JSON.stringify(ownIdentity()));
  return { remove: () => rm(file, { force: true }) };
}

/** Whether any process still uses the server; the notes of those that were killed are thrown away. Asked under the lock. */
export async function hasHolders(folder: ClusterFolder): Promise<boolean> {
  const files = await readdir(folder.holders).catch(() => []);
  const held = await Promise.all(files.map((file) => isHeld(join(folder.holders, file))));
  return held.includes(true);
}

async function isHeld(file: string): Promise<boolean> {
  if (isRunning(await readIdentity(file))) return true;
  await rm(file, { force: true });
  return false;
}

async function readIdentity(file: string): Promise<ProcessIdentity> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
  } catch {
    return { pid: 0x7fffffff, started: '' };
  }
}
