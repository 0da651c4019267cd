import type { Client } from 'pg';

interface Part {
  table: string;
  name: string;
  definition: string;
}

/**
 * Does the work without the tables' foreign keys, unique constraints and indexes (the primary keys stay), then makes them again
 * as they were: building an index at once takes a fraction of growing it row by row.
 */
export async function withoutIndexes(owner: Client, tables: string[], work: () => Promise<void>): Promise<void> {
  const constraints = await parts(owner, CONSTRAINTS, tables);
  for (const { table, name } of constraints) await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const indexes = await parts(owner, INDEXES, tables);
  for (const { name } of indexes) await owner.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of indexes) await owner.query(definition);
  for (const { table, name, definition } of constraints) {
    await owner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}

async function parts(owner: Client, query: string, tables: string[]): Promise<Part[]> {
  return (await owner.query<Part>(query, [tables])).rows;
}

/** Unique constraints first when they come back, because foreign keys may point to them. */
const CONSTRAINTS = `
  SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint
  WHERE conrelid = ANY ($1::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC, conname`;

const INDEXES = `
  SELECT tablename AS table, quote_ident(indexname) AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename = ANY ($1)
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = indexname::regclass AND c.contype = 'p')
  ORDER BY indexname`;
