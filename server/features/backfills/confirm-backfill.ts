import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { type Write, writeTogether } from '../../platform/database/write-together.ts';
import { newId } from '../../platform/id.ts';
import { addAmounts } from '../../platform/money.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { type AuditRecord, auditWrites } from '../audit/record-audit.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { mailWrite, sendSoon } from '../mails/queue-mails.ts';
import { guestListDueAt } from '../orders/guest-list-due.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { Order } from '../orders/order.entity.ts';
import { guestListMails } from '../reminders/ask-for-guest-lists.ts';
import type { Assignment } from './assignment.entity.ts';
import type { Backfill } from './backfill.entity.ts';
import type { ConfirmBackfillInput } from './backfills.types.ts';
import { claimsByGroup, givenRows, lockTicketGroups, ticketWrites } from './give-tickets.ts';
import { draftProblem, lockBackfill, staleBackfill, unknownBackfill } from './lock-draft.ts';
import { planBackfill, type PlanFacts, type PlannedLine } from './plan-backfill.ts';
import { readDraftFacts } from './plan-facts.ts';
import { toPlanLine } from './review-backfill.ts';

export interface ConfirmOutcome {
  backfill: Backfill | null;
  userErrors: UserError[];
  /** What was made just now; absent where nothing was, or an earlier call made it. */
  made?: Made;
}

/** What a confirm made, as it is when it commits. */
export interface Made {
  assignments: Assignment[];
  /** One for each assignment, in their order. */
  orders: Order[];
  ticketGroups: TicketGroup[];
  /** Assignments that got other seats than the draft showed. */
  replanned: Assignment[];
}

/**
 * Gives the tickets of a draft to its recipients: all assignments or none, in one transaction with the orders, the mails and the
 * audit entries. It takes two round trips: locks and facts, then everything that is written, with the COMMIT. Confirming the same version again changes
 * nothing and returns what the first confirm made. `lockGroups` is a parameter so that a test can take the lock out and see the race
 * go wrong.
 */
export async function confirmBackfill(
  input: ConfirmBackfillInput,
  ctx: RequestContext,
  lockGroups: typeof lockTicketGroups = lockTicketGroups,
): Promise<ConfirmOutcome> {
  return ctx.write(async (tx) => {
    const id = decodeNodeId(input.backfillId, 'Backfill', tx.organizationId);
    if (id === undefined) return { backfill: null, userErrors: [unknownBackfill()] };
    // Sent together and run one after the other: the facts are read by a statement of its own, after its locks were waited for.
    const [backfill, , draft] = await Promise.all([
      lockBackfill(tx, input.backfillId),
      lockGroups(tx, id),
      readDraftFacts(tx, id, ctx.now),
    ]);
    if (backfill instanceof UnknownReference) return { backfill: null, userErrors: [backfill] };
    if (backfill.status === 'CONFIRMED') {
      const repeated = backfill.confirmedFromVersion === input.expectedVersion;
      return { backfill, userErrors: repeated ? [] : [staleBackfill(backfill)] };
    }
    const problem = draftProblem(backfill, input.expectedVersion, ctx.now);
    if (problem) return { backfill, userErrors: [problem] };

    const { assignments, facts } = draft;
    const plan = planBackfill(assignments.map(toPlanLine), facts);
    if (plan.problems.length > 0) return { backfill, userErrors: plan.problems };

    const orders = plan.lines.map((planned, index) => newOrder(planned, assignments[index], backfill, ctx));
    const changes = confirmation(backfill, ctx);
    await sendSoon(tx);
    await writeTogether(tx, {
      name: 'confirm-backfill',
      parts: {
        ...ticketWrites(tx, orders, plan.lines),
        confirmed: confirmedBackfill(backfill.id, changes.version, ctx),
        mailed: mailWrite(guestListMails(orders, `backfill:${backfill.id}`), ctx.now),
        ...auditWrites(ctx.actor, auditRecords(backfill, changes.version, orders, plan.lines, facts)),
      },
      expected: givenRows(plan.lines),
      isLast: true,
    });
    return {
      backfill: Object.assign(backfill, changes),
      userErrors: [],
      made: {
        assignments,
        orders,
        ticketGroups: groupsAfter(plan.lines, facts),
        replanned: assignments.filter((_, index) => plan.lines[index]?.changed),
      },
    };
  });
}

function confirmedBackfill(id: string, version: number, { viewer, now }: RequestContext): Write {
  return (bind) => {
    const [by, at] = [bind(viewer.userId), bind(now)];
    return `
      UPDATE backfills
      SET status = 'CONFIRMED', version = ${bind(version)}, updated_by_id = ${by}, updated_at = ${at}, confirmed_by_id = ${by},
          confirmed_at = ${at}, confirmed_from_version = version
      WHERE organization_id = $1 AND id = ${bind(id)}`;
  };
}

function auditRecords(
  backfill: Backfill,
  version: number,
  orders: readonly Order[],
  lines: readonly PlannedLine[],
  facts: PlanFacts,
): AuditRecord[] {
  return [
    {
      action: 'backfill.confirmed',
      subjectType: 'Backfill',
      subjectId: backfill.id,
      before: { status: 'DRAFT', version: backfill.version },
      after: { status: 'CONFIRMED', version, orders: orders.length },
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
        ticketIds: lines[index]?.tickets.map(({ id }) => id),
      },
    })),
  ];
}

/** The groups of the lines, in their order, with the counts that they have now. */
function groupsAfter(lines: readonly PlannedLine[], facts: PlanFacts): TicketGroup[] {
  return claimsByGroup(lines).flatMap(({ id, count, value, withoutValue }) => {
    const group = facts.groups.get(id)?.group;
    if (!group) return [];
    return Object.assign(group, {
      unresolvedCount: group.unresolvedCount - count,
      unresolvedValue: addAmounts([group.unresolvedValue, `-${value}`]),
      unresolvedWithoutValueCount: group.unresolvedWithoutValueCount - withoutValue,
    });
  });
}

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
