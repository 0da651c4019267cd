import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import { refusePoolers } from './refuse-poolers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded/start-embedded-database.ts';

/** The database of the service, with the ways to it. */
export interface ServiceDatabase extends EmbeddedDatabase {
  /** Connects as the login role past any pooler, for what needs a session: migrations, and listening for jobs. */
  directUrl: string;
}

/** The configured PostgreSQL, or the embedded one of the data folder, started for as long as somebody uses it. */
export async function openDatabase(config: Config, log: Log): Promise<ServiceDatabase> {
  if (config.databaseUrl === null) {
    const embedded = await startEmbeddedDatabase({ dataDir: config.dataDir, log });
    return { ...embedded, directUrl: embedded.url };
  }
  if (config.databaseOwnerUrl === null) {
    log.warn(
      'DATABASE_OWNER_URL is not set: the service signs in as the owner of its tables, and row-level security guards ' +
        'only inside tenant transactions.',
    );
  }
  await refusePoolers(config);
  const directUrl = config.databaseDirectUrl ?? config.databaseUrl;
  return {
    url: config.databaseUrl,
    directUrl,
    ownerUrl: config.databaseOwnerUrl ?? directUrl,
    stop: async () => {},
  };
}
