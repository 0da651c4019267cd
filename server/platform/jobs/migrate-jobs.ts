import { Logger, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';

/** Brings graphile_worker's own schema to the version that the runner expects. Needs the owner's connections. */
export async function migrateJobs(ownerPool: Pool): Promise<void> {
  await runMigrations({ pgPool: ownerPool, logger: new Logger(() => () => undefined) });
}

/**
 * What the login role needs to run jobs: the rows of graphile_worker's tables, which are guarded by row-level security without
 * a policy of their own. Tenant transactions (app_rw) get nothing: they add jobs through the function add_job alone.
 */
export function jobGrants(login: string): string {
  return `
    GRANT USAGE ON SCHEMA graphile_worker TO ${login};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${login};
    REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM ${login};
    DO $$
    DECLARE guarded regclass;
    BEGIN
      FOR guarded IN SELECT oid FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity LOOP
        EXECUTE format('DROP POLICY IF EXISTS runner ON %s', guarded);
        EXECUTE format('CREATE POLICY runner ON %s TO ${login} USING (true) WITH CHECK (true)', guarded);
      END LOOP;
    END $$;
  `;
}
