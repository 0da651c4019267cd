import type { Log } from '../../log.ts';
import type { Cluster } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { readPostmaster } from './postmaster-file.ts';
import { startServer } from './server-process.ts';

const lookEveryMs = 1000;

/**
 * Starts the server of the folder again when it is gone although we hold it: nobody else would, and connections are made anew on
 * the same port. @returns ends the watch, once a start that is under way is over
 */
export function reviveServer(
  cluster: Cluster,
  wanted: { port: number; settings: Record<string, string> },
  log: Log,
): () => Promise<void> {
  let reviving: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (reviving || readPostmaster(cluster.folder) !== undefined) return;
    log.warn('The embedded database has ended by itself; it is started again.');
    reviving = revive(cluster, wanted)
      .catch((error: unknown) => log.error({ err: error }, 'The embedded database could not be started again.'))
      .finally(() => (reviving = undefined));
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await reviving;
  };
}

async function revive(cluster: Cluster, wanted: { port: number; settings: Record<string, string> }): Promise<void> {
  const unlock = await lockFolder(cluster.folder.root);
  try {
    const port = await startServer(cluster, wanted);
    if (port !== wanted.port) throw new Error(`It listens on port ${port} now; start the service again.`);
  } finally {
    await unlock();
  }
}
