import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { findBinaries } from './binaries.ts';
import { type Credentials, connectionUrls, readCredentials } from './credentials.ts';
import { lockFolder } from './folder-lock.ts';
import { addHolder } from './holders.ts';
import { initializeCluster } from './initialize-cluster.ts';
import { ensureKeeper } from './keeper.ts';
import { leaveCluster } from './leave-cluster.ts';
import { provision } from './provision.ts';
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

/** The parts of a data folder. */
export interface ClusterFolder {
  root: string;
  /** PostgreSQL's own data. */
  data: string;
  /** One file for each process that uses the server. */
  holders: string;
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
 * small keeper process does.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { log } = options;
  const binaries = await findBinaries();
  const folder = clusterFolder(options.dataDir);
  await mkdir(folder.root, { recursive: true, mode: 0o711 });
  const account = await serverAccount([folder.root, binaries.root]);
  const unlock = await lockFolder(folder.root);
  try {
    const holder = await addHolder(folder);
    try {
      const isNew = await initializeCluster({ folder, binaries, account, log });
      const before = await readCredentials(folder);
      const port = await startServer({ folder, binaries, account, log, settings: options.settings ?? {} }, before.port);
      await ensureKeeper(folder);
      const credentials: Credentials = await provision(folder, { ...before, port });
      log.debug({ port, isNew }, 'The embedded database is ready.');
      let stopping: Promise<void> | undefined;
      const stop = () => (stopping ??= leaveCluster({ folder, binaries, account, log }, holder));
      return { ...connectionUrls(credentials), stop };
    } catch (error) {
      await holder.remove();
      throw error;
    }
  } finally {
    await unlock();
  }
}

export function clusterFolder(dataDir: string): ClusterFolder {
  return { root: dataDir, data: join(dataDir, 'postgres'), holders: join(dataDir, 'holders') };
}
