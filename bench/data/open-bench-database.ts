import { Client } from 'pg';
import { sumUpUnused } from '../../server/features/unused-queue/sum-up-groups.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { connect } from '../../server/platform/database/data-source.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts';
import { Database } from '../../server/platform/database/transaction.ts';
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
    const now = systemClock.now();
    await generate(database.ownerUrl, { ...options, now });
    await sumUpAll(database, now);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** What data from before sums were kept need, as the product's job does it; then everything is as tidy as it was generated. */
async function sumUpAll({ url, ownerUrl }: { url: string; ownerUrl: string }, now: Date): Promise<void> {
  const dataSource = await connect({ url, entities: [], poolSize: 1 });
  const started = performance.now();
  let groups = 0;
  try {
    const database = new Database(dataSource, { namedStatements: true });
    for (const { id } of await database.global<{ id: string }>('SELECT id FROM organizations ORDER BY id'))
      groups += await sumUpUnused(database, id, now);
  } finally {
    await dataSource.destroy();
  }
  if (groups < WORTH_TIDYING) return;
  say(`Summed up ${groups.toLocaleString('en-US')} groups in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('REINDEX TABLE ticket_groups');
    await owner.query('VACUUM (ANALYZE) ticket_groups, unused_sums, unused_totals');
  } finally {
    await owner.end();
  }
}

/** Of an older database all groups are summed up; otherwise those of the events that ended since. */
const WORTH_TIDYING = 1_000;

async function start(dataDir: string): Promise<BenchDatabase> {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl = url } = process.env;
  if (url && ownerUrl) return { url, ownerUrl, kind: 'the PostgreSQL of DATABASE_URL', stop: async () => {} };
  const database = await startEmbeddedDatabase({ dataDir, log: silentLog, settings: SETTINGS });
  say(`Embedded PostgreSQL in ${dataDir}, shared_buffers ${SETTINGS.shared_buffers}.`);
  return { ...database, kind: `the embedded PostgreSQL, ${JSON.stringify(SETTINGS)}` };
}
