import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ServerAccount } from './server-account.ts';

/** A data folder together with what is needed to run its server. */
export interface Cluster {
  folder: ClusterFolder;
  binaries: Binaries;
  account: ServerAccount;
}

/** The parts of a data folder. */
export interface ClusterFolder {
  root: string;
  /** PostgreSQL's own data. */
  data: string;
  /** One file for each process that uses the server. */
  holders: string;
}

export function clusterFolder(dataDir: string): ClusterFolder {
  return { root: dataDir, data: join(dataDir, 'postgres'), holders: join(dataDir, 'holders') };
}
