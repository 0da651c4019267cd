import { loadById } from '../../platform/rows-of.ts';
import { In } from 'typeorm';
import { loadMany } from '../../platform/loader.ts';
import { Assignment } from './assignment.entity.ts';
import { Backfill } from './backfill.entity.ts';

export const backfillById = loadById(Backfill);

export const assignmentById = loadById(Assignment);

/** The lines of a backfill in their order. */
export const assignmentsOfBackfill = loadMany<Assignment>(
  (tx, backfillIds) =>
    tx.manager.find(Assignment, {
      where: { organizationId: tx.organizationId, backfillId: In([...backfillIds]) },
      order: { position: 'ASC' },
    }),
  (assignment) => assignment.backfillId,
);
