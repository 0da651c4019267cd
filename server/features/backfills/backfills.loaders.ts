import { In } from 'typeorm';
import { loadMany, loadOne } from '../../platform/loader.ts';
import { Assignment } from './assignment.entity.ts';
import { Backfill } from './backfill.entity.ts';

export const backfillById = loadOne<Backfill>(
  (tx, ids) => tx.manager.findBy(Backfill, { organizationId: tx.organizationId, id: In([...ids]) }),
  (backfill) => backfill.id,
);

export const assignmentById = loadOne<Assignment>(
  (tx, ids) => tx.manager.findBy(Assignment, { organizationId: tx.organizationId, id: In([...ids]) }),
  (assignment) => assignment.id,
);

/** The lines of a backfill in their order. */
export const assignmentsOfBackfill = loadMany<Assignment>(
  (tx, backfillIds) =>
    tx.manager.find(Assignment, {
      where: { organizationId: tx.organizationId, backfillId: In([...backfillIds]) },
      order: { position: 'ASC' },
    }),
  (assignment) => assignment.backfillId,
);
