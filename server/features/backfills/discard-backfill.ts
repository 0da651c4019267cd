import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Backfill, type BackfillStatus } from './backfill.entity.ts';
import type { DiscardBackfillInput, DiscardBackfillPayload } from './backfills.types.ts';
import { draftProblem, lockBackfill } from './lock-draft.ts';

/** Gives a draft up. It held no tickets, so nothing else changes. */
export async function discardBackfill(
  input: DiscardBackfillInput,
  ctx: RequestContext,
): Promise<DiscardBackfillPayload> {
  return ctx.write(async (tx) => {
    const backfill = await lockBackfill(tx, input.backfillId);
    if (backfill instanceof UnknownReference) return { backfill: null, userErrors: [backfill] };
    const problem = draftProblem(backfill, input.expectedVersion, ctx.now);
    if (problem) return { backfill, userErrors: [problem] };

    const changes = {
      status: 'DISCARDED' as BackfillStatus,
      version: backfill.version + 1,
      updatedById: ctx.viewer.userId,
      updatedAt: ctx.now,
    };
    await tx.manager.update(Backfill, { organizationId: tx.organizationId, id: backfill.id }, changes);
    await recordAudit(tx, ctx.actor, [
      {
        action: 'backfill.discarded',
        subjectType: 'Backfill',
        subjectId: backfill.id,
        before: { status: 'DRAFT' },
        after: { status: 'DISCARDED' },
      },
    ]);
    return { backfill: Object.assign(backfill, changes), userErrors: [] };
  });
}
