import type pg from 'pg';
import type { TestApp } from '../test-app.ts';
import { asOwner } from '../owner.ts';

/** Stands in every text of a planted organization, and nowhere else. */
export const MARK = 'zqx-b';

interface Column {
  table: string;
  name: string;
  type: string;
  /** Whether a CHECK constraint names it. */
  checked: boolean;
}

/** A type's name by which rows are found: with a mark in it, they would be hidden by that. */
const CODE = `c.relname = 'audit_entries' AND a.attname = 'subject_type'`;

/**
 * Adds the mark to every text, JSON object and file of an organization, so that whatever leaks is recognized. Returns the columns that
 * took none, apart from those for which a constraint lists what they may hold, and codes of a fixed length.
 */
export async function plantMarks(app: Pick<TestApp, 'databaseUrl'>, organizationId: string): Promise<string[]> {
  return asOwner(app, async (owner) => {
    const { rows } = await owner.query<Column>(
      `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
              EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) AS checked
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = 'organizations' OR EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'organization_id'))
         AND NOT (${CODE}) AND format_type(a.atttypid, NULL) IN ('text', 'character', 'character varying', 'jsonb', 'text[]', 'bytea') ORDER BY 1, 2`,
    );
    const refused: string[] = [];
    for (const column of rows) {
      const isPlanted = await plant(owner, column, organizationId);
      if (!isPlanted && !column.checked && column.type !== 'character') refused.push(`${column.table}.${column.name}`);
    }
    return refused;
  });
}

/** Each row gets a mark of its own, so that what is unique stays so. */
async function plant(owner: pg.Client, { table, name, type }: Column, organizationId: string): Promise<boolean> {
  const mark = `'${MARK}-${table}-' || ctid::text`;
  const value: Record<string, string> = {
    jsonb: `CASE WHEN jsonb_typeof("${name}") = 'object' THEN "${name}" ELSE '{}' END || jsonb_build_object('mark', ${mark})`,
    bytea: `"${name}" || convert_to(${mark}, 'UTF8')`,
    'text[]': `"${name}" || ARRAY[${mark}]`,
  };
  const where = table === 'organizations' ? 'id = $1' : 'organization_id = $1';
  await owner.query('BEGIN');
  try {
    await owner.query(
      `UPDATE "${table}" SET "${name}" = ${value[type] ?? `coalesce("${name}", '') || '-' || ${mark}`} WHERE ${where}`,
      [organizationId],
    );
    await owner.query('COMMIT');
    return true;
  } catch {
    await owner.query('ROLLBACK');
    return false;
  }
}
