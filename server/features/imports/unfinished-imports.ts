import type { Clock } from '../../platform/clock.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';

/** An import that nobody applies for so long is given up. */
export const READY_DAYS = 7;
const DAY = 86_400_000;

export interface UnfinishedImport {
  organizationId: string;
  importId: string;
}

/** The imports of all organizations that wait to be analyzed or applied. Drops the files of uploads that nobody needs any more. */
export async function unfinishedImports({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<UnfinishedImport[]> {
  const organizations = await database.global<{ id: string }>('SELECT id FROM organizations ORDER BY id');
  const unfinished: UnfinishedImport[] = [];
  for (const { id: organizationId } of organizations) {
    const rows = await database.write(organizationId, async (tx) => {
      await tidyUp(tx, clock.now());
      return tx.rows<{ id: string }>(
        `SELECT id FROM imports WHERE organization_id = $1 AND status IN ('ANALYZING', 'APPLYING') ORDER BY created_at, id`,
        [organizationId],
      );
    });
    unfinished.push(...rows.map(({ id }) => ({ organizationId, importId: id })));
  }
  return unfinished;
}

async function tidyUp(tx: WriteTransaction, now: Date): Promise<void> {
  const key = [tx.organizationId];
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  await tx.execute(
    `UPDATE imports SET status = 'DISCARDED' WHERE organization_id = $1 AND status = 'READY' AND created_at < $2`,
    [...key, before(READY_DAYS)],
  );
  // An upload counts as FAILED until its last byte is there: those of today may still be on their way.
  await tx.execute(
    `DELETE FROM import_file_chunks c USING import_files f, imports i
     WHERE c.organization_id = $1 AND f.organization_id = $1 AND f.id = c.import_file_id AND i.organization_id = $1 AND i.id = f.import_id
       AND i.status IN ('INVALID', 'APPLIED', 'FAILED', 'DISCARDED') AND i.created_at < $2`,
    [...key, before(1)],
  );
}
