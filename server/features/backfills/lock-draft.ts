import { StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { rowsOf } from '../../platform/rows-of.ts';
import { Backfill, statusAt } from './backfill.entity.ts';
import { BackfillNotDraft } from './backfills.errors.ts';

/** Locks a backfill's row until the end of the transaction. */
export async function lockBackfill(tx: WriteTransaction, nodeId: string): Promise<Backfill | UnknownReference> {
  const id = decodeNodeId(nodeId, 'Backfill', tx.organizationId);
  return id === undefined ? unknownBackfill() : lockBackfillRow(tx, id);
}

/** The same by the row's id. */
export async function lockBackfillRow(tx: WriteTransaction, id: string): Promise<Backfill | UnknownReference> {
  const condition = 'WHERE organization_id = $1 AND id = $2 FOR UPDATE';
  const [backfill] = await rowsOf(tx, Backfill, condition, [tx.organizationId, id], 'lock');
  return backfill ?? unknownBackfill();
}

export function unknownBackfill(): UnknownReference {
  return new UnknownReference('No backfill has this id.', ['backfillId']);
}

/** Why the locked backfill cannot be changed by whoever read that version, or undefined. */
export function draftProblem(
  backfill: Backfill,
  expectedVersion: number,
  now: Date,
): BackfillNotDraft | StaleVersion | undefined {
  const status = statusAt(backfill, now);
  if (status !== 'DRAFT') return new BackfillNotDraft(status);
  if (backfill.version !== expectedVersion) return staleBackfill(backfill);
  return undefined;
}

export function staleBackfill(backfill: Backfill): StaleVersion {
  const message =
    backfill.status === 'CONFIRMED'
      ? `This backfill is confirmed already, from version ${backfill.confirmedFromVersion}. Its orders are in \`orders\`.`
      : `Somebody changed this backfill: its version is ${backfill.version} now. Look at the changes, then try again.`;
  return new StaleVersion(message, backfill.version);
}
