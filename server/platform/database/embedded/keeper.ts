import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../project-root.ts';
import type { ClusterFolder } from './cluster.ts';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';
import { serverEnvironment } from './server-environment.ts';

/**
 * A shell that looks once a second whether any holder (file name: process number, dot, anything) is alive, and runs
 * its arguments when none is; code 3 says that somebody came back. It costs a megabyte and survives what kills us: it
 * is in a session of its own.
 */
const script = `
  holders=$1; shift
  while sleep 1; do
    for file in "$holders"/*; do
      name=\${file##*/}
      kill -0 "\${name%%.*}" 2>/dev/null && continue 2
    done
    "$@"
    [ $? -eq 3 ] || exit
  done`;

const ownFolder = dirname(fileURLToPath(import.meta.url));

/** Makes sure that somebody stops the server when all of its holders are killed. Called under the lock. */
export async function ensureKeeper(folder: ClusterFolder): Promise<void> {
  // Windows has no such shell: there, the next start adopts what was left.
  if (process.platform === 'win32' || (await runningKeeper(folder)) !== undefined) return;
  const complaints = openSync(join(folder.root, 'keeper.log'), 'w');
  const child = spawn('/bin/sh', ['-c', script, 'backfill-keeper', folder.holders, ...leaveCommand(folder)], {
    // Where tsconfig.json is, which the loader of TypeScript reads.
    cwd: projectRoot,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', complaints],
    detached: true,
  });
  closeSync(complaints);
  child.unref();
  if (child.pid !== undefined) await writeFile(fileOf(folder), JSON.stringify(identityOf(child.pid)));
}

/** Sends the keeper away, when the server was stopped in the ordinary way. Called under the lock. */
export async function dismissKeeper(folder: ClusterFolder): Promise<void> {
  const keeper = await runningKeeper(folder);
  const isOurParent = keeper?.pid === process.ppid;
  // The whole group: the shell is mostly asleep in a process of its own.
  if (keeper !== undefined && !isOurParent) process.kill(-keeper.pid, 'SIGKILL');
  await rm(fileOf(folder), { force: true });
}

async function runningKeeper(folder: ClusterFolder): Promise<ProcessIdentity | undefined> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => undefined);
  const keeper = text === undefined ? undefined : (JSON.parse(text) as ProcessIdentity);
  return keeper !== undefined && isRunning(keeper) ? keeper : undefined;
}

/** Node on the file beside this one, with what it needs to read TypeScript while that is what it is. */
function leaveCommand(folder: ClusterFolder): string[] {
  const isTypeScript = import.meta.url.endsWith('.ts');
  const loader = isTypeScript ? ['--import', '@swc-node/register/esm-register'] : [];
  return [process.execPath, ...loader, join(ownFolder, `keeper-leaves.${isTypeScript ? 'ts' : 'js'}`), folder.root];
}

function fileOf(folder: ClusterFolder): string {
  return join(folder.root, 'keeper');
}
