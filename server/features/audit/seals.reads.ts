import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { AuditSealing } from './audit.types.ts';

/** How far the log is sealed. */
export async function auditSealing(tx: ReadTransaction): Promise<AuditSealing> {
  const [head] = await tx.rows<{ number: number; sealedAt: Date; entryCount: number; hash: string }>(
    `SELECT number, sealed_at AS "sealedAt", cardinality(entry_ids) AS "entryCount", encode(hash, 'hex') AS hash
     FROM audit_seals WHERE organization_id = $1 ORDER BY number DESC LIMIT 1`,
    [tx.organizationId],
  );
  const [waiting] = await tx.rows<{ count: number }>(
    'SELECT count(*)::int AS count FROM audit_unsealed WHERE organization_id = $1',
    [tx.organizationId],
  );
  return { head: head ?? null, waitingCount: waiting?.count ?? 0 };
}
