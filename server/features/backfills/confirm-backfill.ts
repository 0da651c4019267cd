import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Backfill } from './backfill.entity.ts';
import type { ConfirmBackfillInput, ConfirmBackfillPayload } from './backfills.types.ts';
import { draftProblem, lockBackfillRow, staleBackfill, unknownBackfill } from './lock-draft.ts';
import { lockTicketGroups } from './lock-ticket-groups.ts';
import { planBackfill } from './plan-backfill.ts';
import { readDraftFacts } from './plan-facts.ts';
import { type Confirmed, recordBackfill } from './record-backfill.ts';
import { toPlanLine } from './review-backfill.ts';

/** Ids are made for so many lines before it is known how many there are: a draft of more has to be planned. */
const FEW_LINES = 4;
const MOST_PLANS = 3;

/** A confirm, tried in one way after the other. */
interface Attempt {
  draft: Pick<Confirmed, 'backfillId' | 'version'>;
  ctx: RequestContext;
  lockGroups: typeof lockTicketGroups;
}

/**
 * Gives the tickets of a draft to its recipients: all assignments or none, in one transaction with the orders, the mails and the
 * audit entries. Mostly nothing has happened since the review: then one round trip is enough, with the locks, everything that is written and the COMMIT.
 * Otherwise it is planned again. Confirming the same version again changes nothing. `lockGroups` is a parameter so that a test can take the lock out
 * and see the race go wrong.
 */
export async function confirmBackfill(
  input: ConfirmBackfillInput,
  ctx: RequestContext,
  lockGroups = lockTicketGroups,
): Promise<ConfirmBackfillPayload> {
  const backfillId = decodeNodeId(input.backfillId, 'Backfill', ctx.organizationId);
  if (backfillId === undefined) return { backfill: null, userErrors: [unknownBackfill()] };
  const attempt: Attempt = { draft: { backfillId, version: input.expectedVersion }, ctx, lockGroups };
  let outcome = await confirmAsShown(attempt);
  // A recipient or usage category is not locked: it may go between the plan and its record, which the next plan then tells.
  for (let plans = 0; !outcome && plans < MOST_PLANS; plans += 1) outcome = await confirmAsPlanned(attempt);
  if (!outcome) throw new Error('A plan without problems could not be recorded.');
  return outcome;
}

/** Gives the tickets that the review showed. @returns undefined where it cannot be decided without a plan */
async function confirmAsShown({ draft, ctx, lockGroups }: Attempt): Promise<ConfirmBackfillPayload | undefined> {
  return ctx.write(async (tx) => {
    const record = () => recordBackfill(tx, { ...draft, lines: FEW_LINES }, ctx);
    const [locked, isRecorded] = await tx.inOnePacket(() => underLocks(tx, draft.backfillId, lockGroups, record));
    const backfill = readyToPlan(locked, draft.version, ctx);
    if (!(backfill instanceof Backfill)) return backfill;
    return isRecorded ? { ...confirmed(backfill, ctx), isAsShown: true } : undefined;
  });
}

/** Gives what a plan says, or says what is wrong. @returns undefined where the plan holds no more */
async function confirmAsPlanned({ draft, ctx, lockGroups }: Attempt): Promise<ConfirmBackfillPayload | undefined> {
  return ctx.write(async (tx) => {
    const read = () => readDraftFacts(tx, draft.backfillId, ctx.now);
    const [locked, { assignments, facts }] = await underLocks(tx, draft.backfillId, lockGroups, read);
    const backfill = readyToPlan(locked, draft.version, ctx);
    if (!(backfill instanceof Backfill)) return backfill;
    const { lines, problems } = planBackfill(assignments.map(toPlanLine), facts);
    if (problems.length > 0) return { backfill, userErrors: problems };
    const ticketIds = lines.flatMap(({ tickets }) => tickets.map(({ id }) => id));
    const isRecorded = await recordBackfill(tx, { ...draft, lines: lines.length, ticketIds }, ctx);
    return isRecorded ? confirmed(backfill, ctx) : undefined;
  });
}

/**
 * Locks the draft, then its groups, and then does the work. All is sent together and run one after the other: a statement sees what was
 * committed while the ones before it waited for their locks.
 */
async function underLocks<T>(
  tx: WriteTransaction,
  backfillId: string,
  lockGroups: typeof lockTicketGroups,
  work: () => Promise<T>,
): Promise<[Backfill | UnknownReference, T]> {
  const [backfill, , done] = await Promise.all([lockBackfillRow(tx, backfillId), lockGroups(tx, backfillId), work()]);
  return [backfill, done];
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
