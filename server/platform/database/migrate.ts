import type { PoolClient } from 'pg';
import { jobGrants, migrateJobs } from '../jobs/migrate-jobs.ts';
import { connect, poolOf } from './data-source.ts';
import { limitLoginRole } from './limit-login-role.ts';

const MIGRATION_LOCK = 4_711_001;

/**
 * Brings the database to the newest migration with the owner's rights, then lets the login role in. Two instances that start
 * together wait for each other on an advisory lock. Returns the names of the migrations that ran. `takeLock` is a parameter so
 * that a test can leave it out and see the race go wrong.
 */
export async function migrate(
  ownerUrl: string,
  loginUrl: string,
  takeLock: typeof lockMigrations = lockMigrations,
): Promise<string[]> {
  const dataSource = await connect({ url: ownerUrl, entities: [], poolSize: 2 });
  const pool = poolOf(dataSource);
  // The owner may be the login role, whose timeouts are not made for migrations.
  pool.on('connect', (client) => void client.query(NO_TIMEOUTS).catch(() => undefined));
  const lock = await pool.connect();
  try {
    await lock.query(NO_TIMEOUTS);
    await takeLock(lock);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    await migrateJobs(pool);
    const login = quoted(decodeURIComponent(new URL(loginUrl).username));
    await lock.query(loginGrants(login));
    await lock.query(jobGrants(login));
    await limitLoginRole(loginUrl);
    return ran.map((migration) => migration.name);
  } finally {
    lock.release(true);
    await dataSource.destroy();
  }
}

const NO_TIMEOUTS = 'SET statement_timeout = 0; SET lock_timeout = 0';

async function lockMigrations(client: PoolClient): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
}

/** The login role may sign people in and become app_rw inside a transaction; it has no rights of its own on tenant tables. */
function loginGrants(login: string): string {
  return `
    GRANT app_rw TO ${login};
    GRANT USAGE ON SCHEMA public TO ${login};
    GRANT SELECT, INSERT, UPDATE ON organizations TO ${login};
    GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_identities, sessions, password_links, api_tokens TO ${login};
    GRANT SELECT ON migrations TO ${login};
    GRANT EXECUTE ON FUNCTION sign_in_candidates(text), session_viewer(bytea), api_token_holder(bytea) TO ${login};
    GRANT SELECT, INSERT, DELETE ON single_sign_on_domains, single_sign_on_attempts TO ${login};
    GRANT EXECUTE ON FUNCTION single_sign_on_of_domain(text) TO ${login};
  `;
}

function quoted(role: string): string {
  return `"${role.replaceAll('"', '""')}"`;
}
