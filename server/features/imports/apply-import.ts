import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { RequestError } from '../../platform/request-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { ImportFile } from './import-file.entity.ts';
import { importRunnerOf } from './import-runner.ts';
import { Import } from './import.entity.ts';
import { type ApplyImportInput, type ApplyImportPayload, ImportNotReady } from './imports.types.ts';
import { lockImport } from './lock-import.ts';

/** The audit entry that tells who had an import applied. */
export const APPLY_STARTED = 'import.apply_started';

/** Lets the background apply an import. Asking again while it is applied, or afterwards, changes nothing. */
export async function applyImport(input: ApplyImportInput, ctx: RequestContext): Promise<ApplyImportPayload> {
  const outcome = await ctx.write(async (tx): Promise<ApplyImportPayload> => {
    const row = await lockImport(tx, input.importId);
    if (row instanceof UnknownReference) return { import: null, userErrors: [row] };
    if (row.status === 'APPLYING' || row.status === 'APPLIED') return { import: row, userErrors: [] };
    if (row.status !== 'READY') {
      const message = `This import is ${row.status}; only one that is READY can be applied.`;
      return { import: row, userErrors: [new ImportNotReady(message, row.status)] };
    }
    const key = { organizationId: tx.organizationId, importId: row.id };
    if (
      row.createdById !== ctx.viewer.userId &&
      ctx.viewer.role !== 'SUPER_USER' &&
      (await tx.manager.existsBy(ImportFile, { ...key, kind: 'EMPLOYEES' }))
    ) {
      throw new RequestError('FORBIDDEN', 'Only a Super User can apply an employees file that somebody else uploaded.');
    }
    const started = { status: 'APPLYING', rowsDone: 0, heartbeatAt: ctx.now } as const;
    await tx.manager.update(Import, { organizationId: tx.organizationId, id: row.id }, started);
    await recordAudit(tx, ctx.actor, [{ action: APPLY_STARTED, subjectType: 'Import', subjectId: row.id }]);
    return { import: Object.assign(row, started), userErrors: [] };
  });
  if (outcome.import?.status === 'APPLYING') importRunnerOf(ctx.database).start(ctx.organizationId, outcome.import.id);
  return outcome;
}
