import { UnknownReference } from '../../platform/common-errors.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Import } from './import.entity.ts';

/** Locks an import's row until the end of the transaction. */
export async function lockImport(tx: WriteTransaction, nodeId: string): Promise<Import | UnknownReference> {
  const id = decodeNodeId(nodeId, 'Import', tx.organizationId);
  const where = { organizationId: tx.organizationId, id };
  const row =
    id === undefined ? null : await tx.manager.findOne(Import, { where, lock: { mode: 'pessimistic_write' } });
  return row ?? new UnknownReference('No import has this id.', ['importId']);
}
