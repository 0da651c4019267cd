import { createHash } from 'node:crypto';
import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Backfill } from './backfill.entity.ts';
import { ExternalReferenceTaken } from './backfills.errors.ts';
import type { CreateBackfillInput, CreateBackfillPayload } from './backfills.types.ts';
import { insertAssignments, isPlanned, noteErrors, planDraft } from './plan-draft.ts';

const LONGEST_REFERENCE = 200;

/** Creates a draft. The same external reference with the same input returns what exists, whatever became of it since. */
export async function createBackfill(input: CreateBackfillInput, ctx: RequestContext): Promise<CreateBackfillPayload> {
  const errors = [...noteErrors(input.note), ...referenceErrors(input.externalReference)];
  if (errors.length > 0) return refused(errors);
  const inputHash = hashInput(input);
  return ctx.write(async (tx) => {
    const reference = input.externalReference ?? null;
    const existing = reference === null ? null : await findByReference(tx, reference);
    if (existing) return repeated(existing, inputHash);

    const planned = await planDraft(tx, input.assignments, [], ctx);
    if (!isPlanned(planned)) return refused(planned);

    const backfill = Object.assign(new Backfill(), {
      organizationId: tx.organizationId,
      id: newId(),
      status: 'DRAFT',
      version: 1,
      note: input.note || null,
      externalReference: reference,
      inputHash,
      createdById: ctx.viewer.userId,
      createdAt: ctx.now,
      updatedById: ctx.viewer.userId,
      updatedAt: ctx.now,
      confirmedById: null,
      confirmedAt: null,
      confirmedFromVersion: null,
    } satisfies Partial<Backfill>);
    if (!(await insertUnlessReferenceExists(tx, backfill))) {
      // The same call ran beside this one and was faster.
      const other = reference === null ? null : await findByReference(tx, reference);
      if (!other) throw new Error('An external reference is taken but cannot be read.');
      return repeated(other, inputHash);
    }
    await insertAssignments(tx, backfill.id, planned);
    await recordAudit(tx, ctx.actor, [
      {
        action: 'backfill.created',
        subjectType: 'Backfill',
        subjectId: backfill.id,
        after: { assignments: planned.length },
      },
    ]);
    return { backfill, userErrors: [] };
  });
}

async function insertUnlessReferenceExists(tx: WriteTransaction, backfill: Backfill): Promise<boolean> {
  const result = await tx.manager
    .createQueryBuilder()
    .insert()
    .into(Backfill)
    .values(backfill)
    .orIgnore('("organization_id", "external_reference") WHERE external_reference IS NOT NULL')
    .returning(['id'])
    .execute();
  return (result.raw as unknown[]).length === 1;
}

function findByReference(tx: WriteTransaction, externalReference: string): Promise<Backfill | null> {
  return tx.manager.findOneBy(Backfill, { organizationId: tx.organizationId, externalReference });
}

function repeated(existing: Backfill, inputHash: string): CreateBackfillPayload {
  if (existing.inputHash === inputHash) return { backfill: existing, userErrors: [] };
  const message =
    'This external reference was used before with another input. Use a new one, or repeat the original input.';
  return refused([new ExternalReferenceTaken(message, ['externalReference'])]);
}

function refused(userErrors: UserError[]): CreateBackfillPayload {
  return { backfill: null, userErrors };
}

function referenceErrors(reference: string | null | undefined): InvalidInput[] {
  if (reference === null || reference === undefined) return [];
  if (reference.trim() !== '' && reference.length <= LONGEST_REFERENCE) return [];
  return [
    new InvalidInput(`An external reference has 1 to ${LONGEST_REFERENCE} characters and is not blank.`, [
      'externalReference',
    ]),
  ];
}

/** The same input in another key order, or with absent parts as null, has the same hash. */
function hashInput({ assignments, note }: CreateBackfillInput): string {
  const lines = assignments.map((line) => [
    line.ticketGroupId,
    line.quantity,
    line.recipientId,
    line.usageCategoryId,
    line.ticketIds ?? null,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([lines, note || null]))
    .digest('hex');
}
