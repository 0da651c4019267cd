import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { newId } from '../../platform/id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { guestListDueAt } from '../orders/guest-list-due.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { Order } from '../orders/order.entity.ts';
import { askForGuestLists } from '../reminders/ask-for-guest-lists.ts';
import type { Assignment } from './assignment.entity.ts';
import type { Backfill } from './backfill.entity.ts';
import { readAssignments } from './backfills.loaders.ts';
import type { ConfirmBackfillInput } from './backfills.types.ts';
import { giveTickets, lockTicketGroups } from './give-tickets.ts';
import { draftProblem, lockBackfill, staleBackfill } from './lock-draft.ts';
import { planBackfill, type PlannedLine } from './plan-backfill.ts';
import { readPlanFacts } from './plan-facts.ts';
import { toPlanLine } from './review-backfill.ts';

export interface ConfirmOutcome {
  backfill: Backfill | null;
  userErrors: UserError[];
}

/**
 * Gives the tickets of a draft to its recipients: all assignments or none, in one transaction with the orders and the audit
 * entries. Confirming the same version again changes nothing and returns what the first confirm made. `lockGroups` is a
 * parameter so that a test can take the lock out and see the race go wrong.
 */
export async function confirmBackfill(
  input: ConfirmBackfillInput,
  ctx: RequestContext,
  lockGroups: typeof lockTicketGroups = lockTicketGroups,
): Promise<ConfirmOutcome> {
  return ctx.write(async (tx) => {
    const backfill = await lockBackfill(tx, input.backfillId);
    if (backfill instanceof UnknownReference) return { backfill: null, userErrors: [backfill] };
    if (backfill.status === 'CONFIRMED') {
      const repeated = backfill.confirmedFromVersion === input.expectedVersion;
      return { backfill, userErrors: repeated ? [] : [staleBackfill(backfill)] };
    }
    const problem = draftProblem(backfill, input.expectedVersion, ctx.now);
    if (problem) return { backfill, userErrors: [problem] };

    const assignments = await readAssignments(tx, [backfill.id]);
    const lines = assignments.map(toPlanLine);
    await lockGroups(
      tx,
      lines.map(({ ticketGroupId }) => ticketGroupId),
    );
    const facts = await readPlanFacts(tx, lines, ctx.now);
    const plan = planBackfill(lines, facts);
    if (plan.problems.length > 0) return { backfill, userErrors: plan.problems };

    const orders = plan.lines.map((planned, index) => newOrder(planned, assignments[index], backfill, ctx));
    const changes = confirmation(backfill, ctx);
    // None of them needs the answer of another, so they share a round trip.
    await Promise.all([
      giveTickets(tx, orders, plan.lines),
      askForGuestLists(tx, orders, `backfill:${backfill.id}`, ctx.now),
      tx.execute(CONFIRM, [tx.organizationId, backfill.id, changes.version, ctx.viewer.userId, ctx.now], 'confirm'),
      recordAudit(tx, ctx.actor, [
        {
          action: 'backfill.confirmed',
          subjectType: 'Backfill',
          subjectId: backfill.id,
          before: { status: 'DRAFT', version: backfill.version },
          after: { status: 'CONFIRMED', version: changes.version, orders: orders.length },
        },
        ...orders.map((order, index) => ({
          action: 'order.created' as const,
          subjectType: 'Order',
          subjectId: order.id,
          eventAt: facts.groups.get(order.ticketGroupId)?.group.eventEndsAt ?? null,
          after: {
            status: order.status,
            number: order.number,
            backfillId: backfill.id,
            recipientId: order.recipientId,
            usageCategoryId: order.usageCategoryId,
            ticketIds: plan.lines[index]?.tickets.map(({ id }) => id),
          },
        })),
      ]),
    ]);
    return { backfill: Object.assign(backfill, changes), userErrors: [] };
  });
}

const CONFIRM = `
  UPDATE backfills
  SET status = 'CONFIRMED', version = $3, updated_by_id = $4, updated_at = $5, confirmed_by_id = $4, confirmed_at = $5,
      confirmed_from_version = version
  WHERE organization_id = $1 AND id = $2`;

function newOrder(
  { line, tickets }: PlannedLine,
  assignment: Assignment | undefined,
  backfill: Backfill,
  ctx: RequestContext,
): Order {
  const [ticket] = tickets;
  if (!assignment || !ticket) throw new Error('A planned line has no assignment or no tickets.');
  return Object.assign(new Order(), {
    organizationId: backfill.organizationId,
    id: newId(),
    number: newOrderNumber(),
    status: 'CONFIRM_GUEST_LIST' as const,
    eventId: ticket.eventId,
    ticketGroupId: line.ticketGroupId,
    recipientId: line.recipientId,
    usageCategoryId: line.usageCategoryId,
    backfillId: backfill.id,
    assignmentId: assignment.id,
    notes: null,
    createdAt: ctx.now,
    dueAt: guestListDueAt(ctx.now),
    guestListVersion: 0,
    submittedAt: null,
    submittedById: null,
    confirmedAt: null,
    confirmedById: null,
  });
}

function confirmation(backfill: Backfill, ctx: RequestContext): Partial<Backfill> & { version: number } {
  return {
    status: 'CONFIRMED',
    version: backfill.version + 1,
    updatedById: ctx.viewer.userId,
    updatedAt: ctx.now,
    confirmedById: ctx.viewer.userId,
    confirmedAt: ctx.now,
    confirmedFromVersion: backfill.version,
  };
}
