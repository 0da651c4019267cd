import { Client } from 'pg';
import { type Credentials, connectionUrls, databaseName, loginRole, writeCredentials } from './credentials.ts';
import type { ClusterFolder } from './cluster.ts';

/**
 * Creates the database, the role that tenants' transactions assume and the role that the service signs in with, which
 * by itself may do next to nothing; then remembers the port. Does it again, harmlessly, if it was cut short.
 */
export async function provision(folder: ClusterFolder, credentials: Credentials): Promise<Credentials> {
  if (!credentials.provisioned) await createRolesAndDatabase(credentials);
  const known = { ...credentials, provisioned: true };
  await writeCredentials(folder, known);
  return known;
}

async function createRolesAndDatabase(credentials: Credentials): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl(credentials) });
  await client.connect();
  try {
    await client.query(roles(credentials.loginPassword));
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** SET ROLE does not apply a role's settings: the timeouts belong to the role that signs in. */
function roles(loginPassword: string): string {
  return `
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_rw') THEN CREATE ROLE app_rw NOLOGIN; END IF;
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${loginRole}') THEN CREATE ROLE ${loginRole}; END IF;
    END $$;
    ALTER ROLE ${loginRole} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${loginPassword}';
    ALTER ROLE ${loginRole} SET statement_timeout = '5s';
    ALTER ROLE ${loginRole} SET lock_timeout = '2s';
    GRANT app_rw TO ${loginRole} WITH INHERIT FALSE, SET TRUE;
  `;
}

function maintenanceUrl(credentials: Credentials): string {
  const url = new URL(connectionUrls(credentials).ownerUrl);
  url.pathname = '/postgres';
  return url.href;
}
