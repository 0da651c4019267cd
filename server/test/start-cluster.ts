import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../platform/database/migrate.ts';
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts';
import { silentLog } from '../platform/log.ts';

/** What Jest's global teardown takes over from the global setup, which runs in the same process. */
export interface TestCluster {
  stopTestCluster?: () => Promise<void>;
}

/**
 * One PostgreSQL server for the whole test run, on a folder of its own that is thrown away. The workers find it through
 * TEST_DATABASE_OWNER_URL (may create databases) and TEST_DATABASE_URL (the login role of the service).
 */
export default async function startCluster(): Promise<void> {
  // Another project of the same run has started it.
  if (process.env.TEST_DATABASE_URL) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'backfill-test-'));
  // Nothing that a test run writes has to survive a crash of the machine.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const database = await startEmbeddedDatabase({ dataDir, log: silentLog, settings });
  // Migrated once; each test file copies it (test-app.ts).
  await migrate(database.ownerUrl, database.url);
  process.env.TEST_DATABASE_OWNER_URL = database.ownerUrl;
  process.env.TEST_DATABASE_URL = database.url;
  (globalThis as TestCluster).stopTestCluster = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
