import type { Database } from './transaction.ts';

/** The names of the migrations that the database has had. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  return (await database.global<{ name: string }>('SELECT name FROM migrations')).map(({ name }) => name);
}
