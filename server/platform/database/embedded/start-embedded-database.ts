import { mkdir } from 'node:fs/promises';
import type { Log } from '../../log.ts';
import { findBinaries } from './binaries.ts';
import { connectionUrls, readCredentials } from './credentials.ts';
import { lockFolder } from './folder-lock.ts';
import { type Cluster, clusterFolder } from './cluster.ts';
import { addHolder } from './holders.ts';
import { initializeCluster } from './initialize-cluster.ts';
import { ensureKeeper } from './keeper.ts';
import { leaveCluster } from './leave-cluster.ts';
import { provision } from './provision.ts';
import { reviveServer } from './revive-server.ts';
import { startServer } from './server-process.ts';
import { serverAccount } from './server-account.ts';

export interface EmbeddedDatabase {
  /** Connects as the owner of the tables, for migrations. */
  ownerUrl: string;
  /** Connects as the login role of the service. */
  url: string;
  /** Leaves the server; the last process to leave stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  dataDir: string;
  log: Log;
  /** PostgreSQL settings on top of our own, as tests use to give up durability. */
  settings?: Record<string, string>;
}

/**
 * Starts the PostgreSQL server of a data folder, creating it the first time, or shares the one that runs already.
 * It lives as long as any process holds it: the last to leave stops it, and where none is left to do so (killed), a
 * small keeper process does. Where it ends by itself, its holders start it again.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { dataDir, log } = options;
  const binaries = await findBinaries();
  const folder = clusterFolder(dataDir);
  await mkdir(folder.root, { recursive: true, mode: 0o711 });
  const account = await serverAccount([folder.root, binaries.root]);
  const cluster: Cluster = { folder, binaries, account };
  const unlock = await lockFolder(folder.root);
  try {
    const holder = await addHolder(folder);
    try {
      await ensureKeeper(folder);
      const isNew = await initializeCluster(cluster);
      const credentials = await readCredentials(folder);
      const settings = options.settings ?? {};
      const port = await startServer(cluster, { port: credentials.port, settings });
      const urls = connectionUrls(await provision(folder, { ...credentials, port }));
      log.debug({ port, isNew }, 'The embedded database is ready.');
      const endWatch = reviveServer(cluster, { port, settings }, log);
      let left: Promise<unknown> | undefined;
      const leave = async () => {
        await endWatch();
        await leaveCluster(cluster, holder);
      };
      return { ...urls, stop: async () => void (await (left ??= leave())) };
    } catch (error) {
      await holder.remove();
      throw error;
    }
  } finally {
    await unlock();
  }
}
