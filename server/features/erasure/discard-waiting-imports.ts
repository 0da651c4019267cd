import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';

/**
 * Drops the bytes of all uploaded files that may hold a person: what waits to be analyzed or applied, and what is still on its way,
 * is discarded and has to be uploaded again. Refused while an import is being applied. Returns how many were discarded.
 */
export async function discardWaitingImports(tx: WriteTransaction, ctx: RequestContext): Promise<number | InvalidInput> {
  const waiting = await tx.rows<{ id: string; status: string }>(
    `SELECT id, status FROM imports i
     WHERE organization_id = $1 AND status IN ('ANALYZING', 'READY', 'APPLYING', 'FAILED') AND EXISTS (
       SELECT FROM import_files f JOIN import_file_chunks c ON c.organization_id = $1 AND c.import_file_id = f.id
       WHERE f.organization_id = $1 AND f.import_id = i.id AND f.kind <> 'VENUES')
     ORDER BY id FOR UPDATE`,
    [tx.organizationId],
  );
  if (waiting.some(({ status }) => status === 'APPLYING')) {
    return new InvalidInput(
      'An import is being applied, and its files may name this person. Try again when it is done.',
    );
  }
  const ids = waiting.map(({ id }) => id);
  await tx.execute(
    `UPDATE imports SET status = 'DISCARDED', failure = NULL WHERE organization_id = $1 AND id = ANY ($2)`,
    [tx.organizationId, ids],
  );
  await tx.execute(
    `DELETE FROM import_file_chunks c USING import_files f, imports i
     WHERE c.organization_id = $1 AND f.organization_id = $1 AND f.id = c.import_file_id AND i.organization_id = $1
       AND i.id = f.import_id AND (i.id = ANY ($2) OR i.status IN ('INVALID', 'APPLIED', 'DISCARDED'))`,
    [tx.organizationId, ids],
  );
  await recordAudit(
    tx,
    ctx.actor,
    waiting.map(({ id, status }) => ({
      action: 'import.discarded',
      subjectType: 'Import',
      subjectId: id,
      before: { status },
      after: { status: 'DISCARDED' },
      reason: 'A person was erased whom its files may have named.',
    })),
  );
  return waiting.length;
}
