import pg from 'pg';
import type { TestApp } from './test-app.ts';

type OwnDatabase = Pick<TestApp, 'databaseUrl'>;

/** Address of the app's own database, as the owner of its tables. */
export function ownerUrlOf(app: OwnDatabase): string {
  const url = new URL(process.env.TEST_DATABASE_OWNER_URL ?? '');
  url.pathname = new URL(app.databaseUrl).pathname;
  return url.href;
}

/** Asks the app's own database as the owner of its tables, whom no row-level security holds back. */
export async function asOwner<T>(app: OwnDatabase, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrlOf(app) });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** The rows of one statement of the owner. */
export function ask<Row extends pg.QueryResultRow>(
  app: OwnDatabase,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return asOwner(app, async (owner) => (await owner.query<Row>(sql, values)).rows);
}

/** Runs one statement of the owner. @returns how many rows it changed */
export function changeAsOwner(app: OwnDatabase, sql: string, values: unknown[] = []): Promise<number> {
  return asOwner(app, async (owner) => (await owner.query(sql, values)).rowCount ?? 0);
}
