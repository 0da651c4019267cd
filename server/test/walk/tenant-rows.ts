import type { TestApp } from '../test-app.ts';
import { ask, asOwner } from './owner.ts';

type Database = Pick<TestApp, 'databaseUrl'>;

/** Names of the tables behind row-level security. */
export async function tenantTables(database: Database): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    database,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Every row of an organization, as text, by table: equal before and after means that nothing was added, changed or removed. */
export async function rowsOf(database: Database, organizationId: string): Promise<Record<string, string[]>> {
  const tables = await tenantTables(database);
  return asOwner(database, async (owner) => {
    const found: Record<string, string[]> = {};
    for (const table of tables) {
      const { rows } = await owner.query<{ row: string }>(
        `SELECT t::text AS row FROM "${table}" t WHERE organization_id = $1 ORDER BY 1`,
        [organizationId],
      );
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  });
}

/** The ids of an organization's rows in a table, oldest first. */
export async function idsOf(database: Database, table: string, organizationId: string): Promise<string[]> {
  const rows = await ask<{ id: string }>(database, `SELECT id FROM "${table}" WHERE organization_id = $1 ORDER BY id`, [
    organizationId,
  ]);
  return rows.map(({ id }) => id);
}

/** Every uuid that an organization's rows hold as their own id. */
export async function allIdsOf(database: Database, organizationId: string): Promise<Set<string>> {
  const withId = await ask<{ name: string }>(
    database,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity`,
  );
  const ids = await Promise.all(withId.map(({ name }) => idsOf(database, name, organizationId)));
  return new Set([organizationId, ...ids.flat()]);
}
