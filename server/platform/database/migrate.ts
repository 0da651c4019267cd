import { jobGrants, migrateJobs } from '../jobs/migrate-jobs.ts';
import { connect, poolOf } from './data-source.ts';

const MIGRATION_LOCK = 4_711_001;

/**
 * Brings the database to the newest migration with the owner's rights, then lets the login role in. Two instances that start
 * together wait for each other on an advisory lock. Returns the names of the migrations that ran.
 */
export async function migrate(ownerUrl: string, loginUrl: string): Promise<string[]> {
  const dataSource = await connect({ url: ownerUrl, entities: [], poolSize: 2 });
  const lock = await poolOf(dataSource).connect();
  try {
    await lock.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    await migrateJobs(poolOf(dataSource));
    const login = quoted(decodeURIComponent(new URL(loginUrl).username));
    await lock.query(loginGrants(login));
    await lock.query(jobGrants(login));
    return ran.map((migration) => migration.name);
  } finally {
    lock.release(true);
    await dataSource.destroy();
  }
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
  `;
}

function quoted(role: string): string {
  return `"${role.replaceAll('"', '""')}"`;
}
