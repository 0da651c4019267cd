import { randomBytes } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import type { Config } from '../../config.ts';
import { ExplainedError } from '../explained-error.ts';

type Addresses = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'databaseDirectUrl' | 'databaseNamedStatements'>;

/**
 * A pooler that hands a connection to somebody else after each transaction leaves locks and settings of a session with strangers, and
 * loses what is listened for. So it is looked for at the start, where it can be explained, instead of going wrong now and then.
 * Who names a direct address answers for it: it may be a pooler that keeps sessions.
 */
export async function refusePoolers(config: Addresses): Promise<void> {
  const { databaseUrl, databaseOwnerUrl, databaseDirectUrl } = config;
  if (databaseUrl === null) return;
  const isPooled = await leadsThroughPooler(databaseUrl);
  if (isPooled && databaseDirectUrl === null) {
    throw new ExplainedError(
      'DATABASE_URL leads through a connection pooler. Set DATABASE_DIRECT_URL as well, to the same database and role without ' +
        'it (or through one that keeps sessions): migrations and jobs need connections of their own.',
    );
  }
  const isDeclared = hostOf(databaseOwnerUrl) === hostOf(databaseDirectUrl);
  if (databaseOwnerUrl !== null && !isDeclared && (await leadsThroughPooler(databaseOwnerUrl))) {
    throw new ExplainedError(
      'DATABASE_OWNER_URL leads through a connection pooler. Migrations lock the database for a session: let it lead to ' +
        'PostgreSQL itself, as DATABASE_DIRECT_URL does.',
    );
  }
  if (isPooled && config.databaseNamedStatements && !(await keepsNames(databaseUrl))) {
    throw new ExplainedError(
      'The pooler of DATABASE_URL mixes the named statements of its clients up, as PgBouncer before 1.21 (or with ' +
        'max_prepared_statements = 0) does in transaction mode. Set DATABASE_NAMED_STATEMENTS=off.',
    );
  }
}

function hostOf(url: string | null): string | undefined {
  return url === null ? undefined : new URL(url).host;
}

/** PostgreSQL tells a client the number of its process at the start; a pooler has to make one up. */
async function leadsThroughPooler(url: string): Promise<boolean> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid !== (client as Client & { processID?: number }).processID;
  });
}

const DUPLICATE_NAME = '42P05';

/** Two clients prepare different statements under one name: where they come to share a connection, the second is refused. */
async function keepsNames(url: string): Promise<boolean> {
  const name = `probe ${randomBytes(8).toString('hex')}`;
  const prepare = (text: string) => connected(url, (client) => client.query({ name, text }));
  try {
    await prepare('SELECT 1');
    await prepare('SELECT 2');
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === DUPLICATE_NAME) return false;
    throw error;
  }
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'backfill' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
