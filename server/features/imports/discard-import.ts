import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { deleteStagedFiles } from './staged-files.ts';
import { Import } from './import.entity.ts';
import { type DiscardImportInput, type DiscardImportPayload, ImportNotReady } from './imports.types.ts';
import { lockImport } from './lock-import.ts';

/** Gives an import up and drops its files. Discarding it again changes nothing. */
export async function discardImport(input: DiscardImportInput, ctx: RequestContext): Promise<DiscardImportPayload> {
  return ctx.write(async (tx): Promise<DiscardImportPayload> => {
    const row = await lockImport(tx, input.importId);
    if (row instanceof UnknownReference) return { import: null, userErrors: [row] };
    if (row.status === 'DISCARDED') return { import: row, userErrors: [] };
    if (row.status === 'APPLYING' || row.status === 'APPLIED') {
      const message = `This import is ${row.status}, so it cannot be discarded any more.`;
      return { import: row, userErrors: [new ImportNotReady(message, row.status)] };
    }
    const before = { status: row.status };
    const after = { status: 'DISCARDED' } as const;
    await tx.manager.update(Import, { organizationId: tx.organizationId, id: row.id }, after);
    await deleteStagedFiles(tx, row.id);
    await recordAudit(tx, ctx.actor, [
      { action: 'import.discarded', subjectType: 'Import', subjectId: row.id, before, after },
    ]);
    return { import: Object.assign(row, after), userErrors: [] };
  });
}
