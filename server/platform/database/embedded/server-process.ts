import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, ClusterFolder } from './cluster.ts';
import { freePort } from './free-port.ts';
import { postmasterFile, readPostmaster } from './postmaster-file.ts';
import { runProgram } from './run-program.ts';
import { serverEnvironment } from './server-environment.ts';
import { serverArguments } from './server-settings.ts';

/** Recovery after a crash of the machine may take its time. */
const startPatienceMs = 120_000;
const stopPatienceMs = 30_000;

/**
 * Makes sure that the server of the folder runs, whoever started it. Called under the lock.
 * @returns the port that it listens on
 */
export async function startServer(
  cluster: Cluster,
  wanted: { port: number; settings: Record<string, string> },
): Promise<number> {
  const { folder } = cluster;
  if (readPostmaster(folder)?.state === 'stopping') await untilGone(folder);
  if (readPostmaster(folder) !== undefined) return untilReady(folder, () => undefined);
  await rm(postmasterFile(folder), { force: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? wanted.port : 0);
    try {
      return await launch(cluster, serverArguments(folder.data, port, wanted.settings));
    } catch (error) {
      const isTaken = error instanceof Error && /could not bind|could not create any TCP/.test(error.message);
      if (!isTaken || attempt === 3) throw error;
    }
  }
}

/** Ends all sessions and stops the server that runs on the folder, if one does. Called under the lock. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = readPostmaster(cluster.folder);
  if (running === undefined) return;
  if (process.platform === 'win32') {
    await runProgram(cluster.account, cluster.binaries.pgCtl, ['stop', '-W', '-m', 'fast', '-D', cluster.folder.data]);
  } else {
    process.kill(running.pid, 'SIGINT');
  }
  await untilGone(cluster.folder);
}

/** In a session of its own: Ctrl-C in the terminal must reach us, not the server. */
async function launch(cluster: Cluster, args: string[]): Promise<number> {
  const { account, binaries, folder } = cluster;
  const logFile = join(folder.root, 'postgres.log');
  if (process.platform === 'win32') {
    const options = args.slice(2).map(quoted).join(' ');
    await runProgram(account, binaries.pgCtl, ['start', '-W', '-D', folder.data, '-l', logFile, '-o', options]);
    return untilReady(folder, () => undefined);
  }
  await rename(logFile, join(folder.root, 'postgres.previous.log')).catch(() => undefined);
  const log = openSync(logFile, 'w');
  const child = account.run(binaries.postgres, args, {
    cwd: folder.data,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${signal ?? code}`));
  child.unref();
  try {
    return await untilReady(folder, () => failure);
  } catch (error) {
    const said = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`${(error as Error).message}\n${said.trim()}`.trim());
  }
}

async function untilReady(folder: ClusterFolder, failure: () => string | undefined): Promise<number> {
  for (const deadline = Date.now() + startPatienceMs; Date.now() < deadline; await sleep(5)) {
    const why = failure();
    if (why !== undefined) throw new Error(`PostgreSQL did not start: ${why}.`);
    const running = readPostmaster(folder);
    if (running?.state === 'ready') return running.port;
  }
  throw new Error('PostgreSQL did not become ready in time.');
}

async function untilGone(folder: ClusterFolder): Promise<void> {
  for (const deadline = Date.now() + stopPatienceMs; Date.now() < deadline; await sleep(5)) {
    if (readPostmaster(folder) === undefined) return;
  }
  throw new Error('PostgreSQL did not stop in time.');
}

function quoted(argument: string): string {
  return `"${argument}"`;
}
