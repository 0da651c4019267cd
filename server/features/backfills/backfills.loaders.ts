import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadMany } from '../../platform/loader.ts';
import { loadById, rowsOf } from '../../platform/rows-of.ts';
import { Assignment } from './assignment.entity.ts';
import { Backfill } from './backfill.entity.ts';

export const backfillById = loadById(Backfill);

export const assignmentById = loadById(Assignment);

/** The lines of backfills, those of each in their order. */
export function readAssignments(tx: ReadTransaction, backfillIds: readonly string[]): Promise<Assignment[]> {
  const condition = 'WHERE organization_id = $1 AND backfill_id = ANY ($2::uuid[]) ORDER BY backfill_id, position';
  return rowsOf(tx, Assignment, condition, [tx.organizationId, backfillIds], 'of backfill');
}

/** The lines of a backfill in their order. */
export const assignmentsOfBackfill = loadMany<Assignment>(readAssignments, (assignment) => assignment.backfillId);
