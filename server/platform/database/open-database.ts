import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded/start-embedded-database.ts';

/** The configured PostgreSQL, or the embedded one of the data folder, started for as long as somebody uses it. */
export async function openDatabase(config: Config, log: Log): Promise<EmbeddedDatabase> {
  if (config.databaseUrl === null) return startEmbeddedDatabase({ dataDir: config.dataDir, log });
  if (config.databaseOwnerUrl === null) {
    log.warn(
      'DATABASE_OWNER_URL is not set: the service signs in as the owner of its tables, and row-level security guards ' +
        'only inside tenant transactions.',
    );
  }
  const ownerUrl = config.databaseOwnerUrl ?? config.databaseUrl;
  return { url: config.databaseUrl, ownerUrl, stop: async () => {} };
}
