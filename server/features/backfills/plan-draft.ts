import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction, WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Assignment } from './assignment.entity.ts';
import type { AssignmentError } from './backfills.errors.ts';
import type { AssignmentInput } from './backfills.types.ts';
import { planBackfill, type PlanLine, type PlannedLine } from './plan-backfill.ts';
import { readPlanFacts } from './plan-facts.ts';

const MOST_ASSIGNMENTS = 100;
const LONGEST_NOTE = 2_000;

/**
 * Checks the assignments of a create or update as a caller sent them and plans their tickets, or returns everything that is
 * wrong with every line. `before`: the lines of the draft so far, whose seats are kept where a line stays the same.
 */
export async function planDraft(
  tx: ReadTransaction,
  inputs: readonly AssignmentInput[],
  before: readonly Assignment[],
  ctx: RequestContext,
): Promise<PlannedLine[] | AssignmentError[]> {
  if (inputs.length < 1 || inputs.length > MOST_ASSIGNMENTS) {
    return [
      new InvalidInput(`A backfill has 1 to ${MOST_ASSIGNMENTS} assignments; got ${inputs.length}.`, ['assignments']),
    ];
  }
  const shown = [...before];
  const lines: PlanLine[] = [];
  const errors: AssignmentError[] = [];
  inputs.forEach((input, index) => {
    const line = readLine(input, index, ctx.organizationId, errors);
    if (line) lines.push({ ...line, plannedTicketIds: shownBefore(line, shown) });
  });
  if (errors.length > 0) return errors;

  const facts = await readPlanFacts(tx, lines, ctx.now);
  lines.forEach((line, index) => {
    const unknown = (field: string, what: string, ...place: string[]): number =>
      errors.push(new UnknownReference(`No ${what} has this id.`, ['assignments', String(index), field, ...place]));
    const group = facts.groups.get(line.ticketGroupId);
    if (!group) unknown('ticketGroupId', 'ticket group');
    if (!facts.recipients.has(line.recipientId)) unknown('recipientId', 'user');
    if (!facts.usageCategories.has(line.usageCategoryId)) unknown('usageCategoryId', 'usage category');
    const known = new Set(group?.tickets.map(({ id }) => id));
    line.exactTicketIds?.forEach((id, place) => {
      if (group && !known.has(id)) unknown('ticketIds', 'ticket of this group', String(place));
    });
  });
  if (errors.length > 0) return errors;

  const plan = planBackfill(lines, facts);
  return plan.problems.length > 0 ? plan.problems : plan.lines;
}

/** Whether planning succeeded. */
export function isPlanned(outcome: PlannedLine[] | AssignmentError[]): outcome is PlannedLine[] {
  return outcome.length > 0 && outcome.every((item) => 'line' in item);
}

/** Writes the lines of a draft. */
export async function insertAssignments(
  tx: WriteTransaction,
  backfillId: string,
  lines: readonly PlannedLine[],
): Promise<void> {
  await tx.manager.insert(
    Assignment,
    lines.map(({ line, tickets }, position) => ({
      organizationId: tx.organizationId,
      id: newId(),
      backfillId,
      position,
      ticketGroupId: line.ticketGroupId,
      quantity: line.quantity,
      recipientId: line.recipientId,
      usageCategoryId: line.usageCategoryId,
      plannedTicketIds: tickets.map(({ id }) => id),
      exactTicketIds: line.exactTicketIds,
    })),
  );
}

/** Why a note cannot be taken, or nothing. */
export function noteErrors(note: string | null | undefined): InvalidInput[] {
  if (!note || note.length <= LONGEST_NOTE) return [];
  return [new InvalidInput(`A note has at most ${LONGEST_NOTE} characters; got ${note.length}.`, ['note'])];
}

function readLine(
  input: AssignmentInput,
  index: number,
  organizationId: string,
  errors: AssignmentError[],
): Omit<PlanLine, 'plannedTicketIds'> | undefined {
  const at = (...fields: string[]): string[] => ['assignments', String(index), ...fields];
  const known = errors.length;
  const row = (id: string, type: string, what: string, path: string[]): string => {
    const rowId = decodeNodeId(id, type, organizationId);
    if (rowId === undefined) errors.push(new UnknownReference(`No ${what} has this id.`, path));
    return rowId ?? '';
  };
  const ticketGroupId = row(input.ticketGroupId, 'TicketGroup', 'ticket group', at('ticketGroupId'));
  const recipientId = row(input.recipientId, 'User', 'user', at('recipientId'));
  const usageCategoryId = row(input.usageCategoryId, 'UsageCategory', 'usage category', at('usageCategoryId'));
  const exactTicketIds =
    input.ticketIds?.map((id, place) => row(id, 'Ticket', 'ticket of this group', at('ticketIds', String(place)))) ??
    null;
  if (exactTicketIds && new Set(exactTicketIds).size !== input.quantity) {
    const message = `ticketIds must name as many different tickets as the quantity (${input.quantity}); got ${new Set(exactTicketIds).size}.`;
    errors.push(new InvalidInput(message, at('ticketIds')));
  }
  return errors.length > known
    ? undefined
    : { ticketGroupId, quantity: input.quantity, recipientId, usageCategoryId, exactTicketIds };
}

/** Takes the seats of an equal line of the draft so far, each at most once. */
function shownBefore(line: Omit<PlanLine, 'plannedTicketIds'>, shown: Assignment[]): string[] {
  const place = shown.findIndex(
    (old) =>
      old.ticketGroupId === line.ticketGroupId &&
      old.quantity === line.quantity &&
      old.recipientId === line.recipientId &&
      !old.isExact,
  );
  if (place < 0 || line.exactTicketIds) return [];
  return shown.splice(place, 1)[0]?.plannedTicketIds ?? [];
}
