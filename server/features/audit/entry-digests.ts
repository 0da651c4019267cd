import type { ReadTransaction } from '../../platform/database/transaction.ts';

/**
 * The SHA-256 of each entry by its id. It is taken of the row as PostgreSQL writes it as jsonb, every column but those that are
 * null, so that a column which comes later changes no digest of before; instants in UTC.
 */
export async function entryDigests(tx: ReadTransaction, ids: readonly string[]): Promise<Map<string, Buffer>> {
  await tx.execute(`SET LOCAL TimeZone = 'UTC'`);
  const rows = await tx.rows<{ id: string; digest: Buffer }>(
    `SELECT e.id, sha256(convert_to((
       SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(to_jsonb(e)) f WHERE f.value <> 'null'
     )::text, 'UTF8')) AS digest
     FROM audit_entries e WHERE e.organization_id = $1 AND e.id = ANY ($2::uuid[])`,
    [tx.organizationId, ids],
    'audit-entry-digests',
  );
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}
