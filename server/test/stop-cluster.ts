import type { TestCluster } from './start-cluster.ts';

/** Stops what start-cluster.ts started. */
export default async function stopCluster(): Promise<void> {
  await (globalThis as TestCluster).stopTestCluster?.();
}
