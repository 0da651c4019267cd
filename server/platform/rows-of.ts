import type { DataSource } from 'typeorm';
import type { ReadTransaction } from './database/transaction.ts';
import { type LoaderDefinition, loadOne } from './loader.ts';
import type { Node } from './node.ts';

type Entity<Row> = new () => Row;

/**
 * Rows of an entity by a condition in SQL, in a prepared statement of its own and without TypeORM's query builder, which takes
 * longer than the database for what is read at every request. Columns and their types are those of the entity.
 * @param rest what follows FROM, with placeholders: `WHERE organization_id = $1 AND id = ANY ($2::uuid[])`
 * @param name tells this statement from others of the same entity
 */
export async function rowsOf<Row extends object>(
  tx: ReadTransaction,
  entity: Entity<Row>,
  rest: string,
  values: readonly unknown[],
  name: string,
): Promise<Row[]> {
  const { select, table, transforms } = readingOf(tx.manager.connection, entity);
  const rows = await tx.rows<Record<string, unknown>>(
    `SELECT ${select} FROM ${table} ${rest}`,
    values,
    `${table} ${name}`,
  );
  return rows.map((row) => {
    for (const { property, from } of transforms) row[property] = from(row[property]);
    return Object.assign(new entity(), row);
  });
}

/** Declares the loader of an entity by its id. */
export function loadById<Row extends Node>(entity: Entity<Row>): LoaderDefinition<string, Row> {
  return loadOne<Row>(
    (tx, ids) =>
      rowsOf(tx, entity, 'WHERE organization_id = $1 AND id = ANY ($2::uuid[])', [tx.organizationId, ids], 'by id'),
    (row) => row.id,
  );
}

/** How rows of an entity travel inside a value of JSON: the array of a row's columns in SQL, and the way back. */
export function jsonOf<Row extends object>(
  tx: ReadTransaction,
  entity: Entity<Row>,
  alias: string,
): { sql: string; read(values: readonly unknown[]): Row } {
  const { columns } = readingOf(tx.manager.connection, entity);
  const sql = `json_build_array(${columns.map(({ column, isText }) => `${alias}.${column}${isText ? '::text' : ''}`).join(', ')})`;
  const read = (values: readonly unknown[]): Row => {
    const row = new entity() as Record<string, unknown>;
    columns.forEach(({ property, isInstant }, index) => {
      const value = values[index];
      row[property] = isInstant && typeof value === 'string' ? new Date(value) : value;
    });
    return row as Row;
  };
  return { sql, read };
}

interface Reading {
  /** `isText`: JSON has numbers without the zeros at their end, so an amount travels as text. */
  columns: { column: string; property: string; isText: boolean; isInstant: boolean }[];
  select: string;
  table: string;
  transforms: { property: string; from(value: unknown): unknown }[];
}

const readings = new WeakMap<Entity<object>, Reading>();

function readingOf(dataSource: DataSource, entity: Entity<object>): Reading {
  const known = readings.get(entity);
  if (known) return known;
  const { columns, tableName } = dataSource.getMetadata(entity);
  // A day stays text: as a Date it would move with the machine's time zone.
  const select = columns.map(
    ({ databaseName, propertyName, type }) => `${databaseName}${type === 'date' ? '::text' : ''} AS "${propertyName}"`,
  );
  const transforms = columns.flatMap(({ propertyName, transformer }) =>
    transformer && !Array.isArray(transformer)
      ? [{ property: propertyName, from: (value: unknown) => transformer.from(value) as unknown }]
      : [],
  );
  const named = columns.map(({ databaseName, propertyName, type }) => ({
    column: databaseName,
    property: propertyName,
    isText: type === 'numeric',
    isInstant: type === 'timestamptz',
  }));
  const reading = { columns: named, select: select.join(', '), table: tableName, transforms };
  readings.set(entity, reading);
  return reading;
}
