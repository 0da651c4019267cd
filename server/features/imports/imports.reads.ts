import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { Import } from './import.entity.ts';
import { ImportRowError } from './import-row-error.entity.ts';

export const IMPORT_ORDER = 'CREATED_DESC';
export const ROW_ERROR_ORDER = 'FILE_AND_ROW';

/** One page of imports, the newest first. */
export async function importsPage(tx: ReadTransaction, page: Page): Promise<Connection<Import>> {
  const query = tx.manager
    .createQueryBuilder(Import, 'i')
    .where('i.organizationId = :organizationId', { organizationId: tx.organizationId })
    .orderBy('i.createdAt', 'DESC')
    .addOrderBy('i.id', 'DESC')
    .limit(page.first + 1);
  const [createdAt, id] = page.after ?? [];
  if (id) query.andWhere('(i.createdAt, i.id) < (:createdAt::timestamptz, :id::uuid)', { createdAt, id });
  return toConnection(await query.getMany(), page, IMPORT_ORDER, (row) => [row.createdAt.toISOString(), row.id]);
}

/** One page of an import's errors, in the order of files and rows. */
export async function rowErrorsPage(
  tx: ReadTransaction,
  importId: string,
  page: Page,
): Promise<Connection<ImportRowError>> {
  const query = tx.manager
    .createQueryBuilder(ImportRowError, 'e')
    .where('e.organizationId = :organizationId AND e.importId = :importId', {
      organizationId: tx.organizationId,
      importId,
    })
    .orderBy('e.position', 'ASC')
    .limit(page.first + 1);
  const [position] = page.after ?? [];
  if (position) query.andWhere('e.position > :position::int', { position });
  return toConnection(await query.getMany(), page, ROW_ERROR_ORDER, (row) => [String(row.position)]);
}

/** The import with this id, or null. */
export function findImport(tx: ReadTransaction, id: string): Promise<Import | null> {
  return tx.manager.findOneBy(Import, { organizationId: tx.organizationId, id });
}
