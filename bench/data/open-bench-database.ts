import { migrate } from '../../server/platform/database/migrate.ts';
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts';
import { silentLog } from '../../server/platform/log.ts';
import type { Options } from '../options.ts';
import { say } from '../say.ts';
import { generate } from './generate.ts';

export interface BenchDatabase {
  url: string;
  ownerUrl: string;
  /** What kind of PostgreSQL it is, for the report. */
  kind: string;
  stop(): Promise<void>;
}

/** The same for all servers: enough memory for the data, and nothing that is not durable. */
const SETTINGS = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  max_connections: '200',
  random_page_cost: '1.1',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  jit: 'off',
};

/** Starts the database of the benchmark and fills it the first time. */
export async function openBenchDatabase(options: Options): Promise<BenchDatabase> {
  const database = await start(options.dataDir);
  try {
    await migrate(database.ownerUrl, database.url);
    await generate(database.ownerUrl, options);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function start(dataDir: string): Promise<BenchDatabase> {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl = url } = process.env;
  if (url && ownerUrl) return { url, ownerUrl, kind: 'the PostgreSQL of DATABASE_URL', stop: async () => {} };
  const database = await startEmbeddedDatabase({ dataDir, log: silentLog, settings: SETTINGS });
  say(`Embedded PostgreSQL in ${dataDir}, shared_buffers ${SETTINGS.shared_buffers}.`);
  return { ...database, kind: `the embedded PostgreSQL, ${JSON.stringify(SETTINGS)}` };
}
