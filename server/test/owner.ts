import pg from 'pg';
import type { TestApp } from '../test-app.ts';

/** Asks the app's own database as the owner of its tables, whom no row-level security holds back. */
export async function asOwner<T>(
  app: Pick<TestApp, 'databaseUrl'>,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(process.env.TEST_DATABASE_OWNER_URL ?? '');
  url.pathname = new URL(app.databaseUrl).pathname;
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** The rows of one statement of the owner. */
export function ask<Row extends pg.QueryResultRow>(
  app: Pick<TestApp, 'databaseUrl'>,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return asOwner(app, async (owner) => (await owner.query<Row>(sql, values)).rows);
}
