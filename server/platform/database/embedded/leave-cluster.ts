import type { Cluster } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { hasHolders, type Holder } from './holders.ts';
import { dismissKeeper } from './keeper.ts';
import { stopServer } from './server-process.ts';

/** Gives up a claim on the server, and stops the server if that was the last one. */
export async function leaveCluster(cluster: Cluster, holder?: Holder): Promise<'stopped' | 'held by others'> {
  const unlock = await lockFolder(cluster.folder.root);
  try {
    await holder?.remove();
    if (await hasHolders(cluster.folder)) return 'held by others';
    await stopServer(cluster);
    await dismissKeeper(cluster.folder);
    return 'stopped';
  } finally {
    await unlock();
  }
}
