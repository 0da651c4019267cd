import type { TestApp } from '../test-app.ts';
import { ask, asOwner } from '../owner.ts';

type Database = Pick<TestApp, 'databaseUrl'>;

/** Names of the tables behind row-level security. */
export async function guardedTables(database: Database): Promise<string[]> {
  return namesOf(database, 'c.relrowsecurity');
}

/** Names of all tables whose rows belong to an organization; a few are global and not behind row-level security. */
export async function organizationTables(database: Database): Promise<string[]> {
  return namesOf(database, WITH_ORGANIZATION);
}

/** Every row of an organization, as text, by table: equal before and after means that nothing was added, changed or removed. */
export async function rowsOf(database: Database, organizationId: string): Promise<Record<string, string[]>> {
  return eachTable(database, await organizationTables(database), 't::text', organizationId);
}

/** The ids of an organization's rows, by table, oldest first. */
export async function idsByTable(database: Database, organizationId: string): Promise<Record<string, string[]>> {
  const tables = await namesOf(database, `${WITH_ORGANIZATION} AND ${hasColumn('id')}`);
  return eachTable(database, tables, 't.id::text', organizationId);
}

const WITH_ORGANIZATION = hasColumn('organization_id');

function hasColumn(name: string): string {
  return `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '${name}')`;
}

async function namesOf(database: Database, condition: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    database,
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND ${condition} ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function eachTable(
  database: Database,
  tables: readonly string[],
  value: string,
  organizationId: string,
): Promise<Record<string, string[]>> {
  return asOwner(database, async (owner) => {
    const found: Record<string, string[]> = {};
    for (const table of tables) {
      const { rows } = await owner.query<{ value: string }>(
        `SELECT ${value} AS value FROM "${table}" t WHERE organization_id = $1 ORDER BY 1`,
        [organizationId],
      );
      found[table] = rows.map((row) => row.value);
    }
    return found;
  });
}
