import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Assignment } from './assignment.entity.ts';
import { Backfill } from './backfill.entity.ts';
import type { UpdateBackfillInput, UpdateBackfillPayload } from './backfills.types.ts';
import { draftProblem, lockBackfill } from './lock-draft.ts';
import { insertAssignments, isPlanned, noteErrors, planDraft } from './plan-draft.ts';

/** Replaces the lines of a draft. Lines that stay the same keep their seats as long as these are free. */
export async function updateBackfill(input: UpdateBackfillInput, ctx: RequestContext): Promise<UpdateBackfillPayload> {
  return ctx.write(async (tx) => {
    const backfill = await lockBackfill(tx, input.backfillId);
    if (backfill instanceof UnknownReference) return { backfill: null, userErrors: [backfill] };
    const problem = draftProblem(backfill, input.expectedVersion, ctx.now);
    if (problem) return { backfill, userErrors: [problem] };
    const notes = noteErrors(input.note);
    if (notes.length > 0) return { backfill, userErrors: notes };

    const lines = { organizationId: tx.organizationId, backfillId: backfill.id };
    const before = await tx.manager.find(Assignment, { where: lines, order: { position: 'ASC' } });
    const planned = await planDraft(tx, input.assignments, before, ctx);
    if (!isPlanned(planned)) return { backfill, userErrors: planned };

    await tx.manager.delete(Assignment, lines);
    await insertAssignments(tx, backfill.id, planned);
    const changes = {
      version: backfill.version + 1,
      note: input.note === undefined ? backfill.note : input.note || null,
      updatedById: ctx.viewer.userId,
      updatedAt: ctx.now,
    };
    await tx.manager.update(Backfill, { organizationId: tx.organizationId, id: backfill.id }, changes);
    await recordAudit(tx, ctx.actor, [
      {
        action: 'backfill.updated',
        subjectType: 'Backfill',
        subjectId: backfill.id,
        before: { version: backfill.version, assignments: before.length },
        after: { version: changes.version, assignments: planned.length },
      },
    ]);
    return { backfill: Object.assign(backfill, changes), userErrors: [] };
  });
}
