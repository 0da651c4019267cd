import { Client } from 'pg';

/** What a role gets that has no timeout of its own. SET ROLE does not apply a role's settings, so they belong to the login role. */
const TIMEOUTS = { statement_timeout: '5s', lock_timeout: '2s' };

/**
 * Makes sure that no statement of the service can run or wait for ever, whoever has created its login role: a role may limit
 * itself. It holds in this database only, from the next connection on; a timeout that an operator has chosen stays.
 */
export async function limitLoginRole(loginUrl: string): Promise<void> {
  const client = new Client({ connectionString: loginUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const [setting, timeout] of Object.entries(TIMEOUTS)) {
      await client.query(`
        DO $$ BEGIN
          IF current_setting('${setting}') = '0' THEN
            EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET ${setting} = ''${timeout}''', current_database());
          END IF;
        END $$`);
    }
  } finally {
    await client.end();
  }
}
