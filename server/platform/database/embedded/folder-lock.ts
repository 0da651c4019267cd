import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** Longer than anything that is done under the lock takes. */
const patienceMs = 60_000;

/** Lets one process at a time start or stop the server of a folder; the returned function unlocks. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const claim = join(folder, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`);
  await writeFile(claim, JSON.stringify(ownIdentity()));
  try {
    const deadline = Date.now() + patienceMs;
    while (!(await tryToLock(claim, path))) {
      if (Date.now() > deadline) throw new Error(`Another process has held ${path} for too long.`);
      await removeStaleLock(path, claim);
      await sleep(20);
    }
  } finally {
    await rm(claim, { force: true });
  }
  await removeDeadClaims(folder);
  return () => rm(path, { force: true });
}

/** A hard link appears with its content or not at all, and only where there is none yet. */
async function tryToLock(claim: string, path: string): Promise<boolean> {
  try {
    await link(claim, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away the lock of a process that was killed. If somebody else locked meanwhile, that lock is put back. */
async function removeStaleLock(path: string, claim: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined || isRunning(JSON.parse(content) as ProcessIdentity)) return;
  const aside = `${claim}.stale`;
  await rename(path, aside).catch(() => undefined);
  if ((await readFile(aside, 'utf8').catch(() => content)) !== content) await tryToLock(aside, path);
  await rm(aside, { force: true });
}

async function removeDeadClaims(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^lock\.(\d+)\./.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
}
