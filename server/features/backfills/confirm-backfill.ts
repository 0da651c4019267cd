import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Backfill } from './backfill.entity.ts';
import type { ConfirmBackfillInput, ConfirmBackfillPayload } from './backfills.types.ts';
import { draftProblem, lockBackfillRow, staleBackfill, unknownBackfill } from './lock-draft.ts';
import { lockTicketGroups } from './lock-ticket-groups.ts';
import { planBackfill } from './plan-backfill.ts';
import { readDraftFacts } from './plan-facts.ts';
import { type Confirmed, recordBackfill } from './record-backfill.ts';
import { toPlanLine } from './review-backfill.ts';

/** A draft of more lines is planned first: for as many, ids are made that may not be needed. */
const FEW_LINES = 4;
const MOST_PLANS = 3;

/**
 * Gives the tickets of a draft to its recipients: all assignments or none, in one transaction with the orders, the mails and the
 * audit entries. Mostly nothing has happened since the review: then one round trip is enough, with the locks, everything that is written and the COMMIT.
 * Otherwise it is planned again. Confirming the same version again changes nothing. `lockGroups` is a parameter so that a test can take the lock out
 * and see the race go wrong.
 */
export async function confirmBackfill(
  input: ConfirmBackfillInput,
  ctx: RequestContext,
  lockGroups: typeof lockTicketGroups = lockTicketGroups,
): Promise<ConfirmBackfillPayload> {
  const backfillId = decodeNodeId(input.backfillId, 'Backfill', ctx.organizationId);
  if (backfillId === undefined) return { backfill: null, userErrors: [unknownBackfill()] };
  const draft = { backfillId, version: input.expectedVersion };
  let outcome = await confirmAsShown(draft, ctx, lockGroups);
  // A recipient or usage category is not locked: it may go between the plan and its record, which the next plan then tells.
  for (let plans = 0; !outcome && plans < MOST_PLANS; plans += 1)
    outcome = await confirmAsPlanned(draft, ctx, lockGroups);
  if (!outcome) throw new Error('A plan without problems could not be recorded.');
  return outcome;
}

/** Gives the tickets that the review showed. @returns undefined where it cannot be decided without a plan */
async function confirmAsShown(
  draft: Omit<Confirmed, 'lines'>,
  ctx: RequestContext,
  lockGroups: typeof lockTicketGroups,
): Promise<ConfirmBackfillPayload | undefined> {
  return ctx.write(async (tx) => {
    // Run one after the other: a statement sees what was committed while the ones before it waited for their locks.
    const [backfill, , isRecorded] = await tx.inOnePacket(() =>
      Promise.all([
        lockBackfillRow(tx, draft.backfillId),
        lockGroups(tx, draft.backfillId),
        recordBackfill(tx, { ...draft, lines: FEW_LINES }, ctx),
      ]),
    );
    const outcome = readyToPlan(backfill, draft.version, ctx);
    if (!(outcome instanceof Backfill)) return outcome;
    return isRecorded ? { ...confirmed(outcome, ctx), isAsShown: true } : undefined;
  });
}

/** Plans the draft under its locks and gives what the plan says, or says what is wrong. @returns undefined where that is not so any more */
async function confirmAsPlanned(
  draft: Omit<Confirmed, 'lines'>,
  ctx: RequestContext,
  lockGroups: typeof lockTicketGroups,
): Promise<ConfirmBackfillPayload | undefined> {
  return ctx.write(async (tx) => {
    const [locked, , { assignments, facts }] = await Promise.all([
      lockBackfillRow(tx, draft.backfillId),
      lockGroups(tx, draft.backfillId),
      readDraftFacts(tx, draft.backfillId, ctx.now),
    ]);
    const backfill = readyToPlan(locked, draft.version, ctx);
    if (!(backfill instanceof Backfill)) return backfill;
    const { lines, problems } = planBackfill(assignments.map(toPlanLine), facts);
    if (problems.length > 0) return { backfill, userErrors: problems };
    const ticketIds = lines.flatMap(({ tickets }) => tickets.map(({ id }) => id));
    const isRecorded = await recordBackfill(tx, { ...draft, lines: lines.length, ticketIds }, ctx);
    return isRecorded ? confirmed(backfill, ctx) : undefined;
  });
}

/** The locked backfill if it is the draft that was read, else what to answer: it is unknown, confirmed already, or was changed. */
function readyToPlan(
  backfill: Backfill | UnknownReference,
  expectedVersion: number,
  ctx: RequestContext,
): Backfill | ConfirmBackfillPayload {
  if (backfill instanceof UnknownReference) return { backfill: null, userErrors: [backfill] };
  const isRepeated = backfill.status === 'CONFIRMED' && backfill.confirmedFromVersion === expectedVersion;
  if (isRepeated) return { backfill, userErrors: [] };
  const problem =
    backfill.status === 'CONFIRMED' ? staleBackfill(backfill) : draftProblem(backfill, expectedVersion, ctx.now);
  return problem ? { backfill, userErrors: [problem] } : backfill;
}

/** As the statement leaves it. */
function confirmed(draft: Backfill, { viewer, now }: RequestContext): ConfirmBackfillPayload {
  const backfill = Object.assign(draft, {
    status: 'CONFIRMED' as const,
    version: draft.version + 1,
    updatedById: viewer.userId,
    updatedAt: now,
    confirmedById: viewer.userId,
    confirmedAt: now,
    confirmedFromVersion: draft.version,
  });
  return { backfill, userErrors: [] };
}
