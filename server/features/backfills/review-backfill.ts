import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { addAmounts, Money } from '../../platform/money.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { User } from '../people/user.entity.ts';
import type { Assignment } from './assignment.entity.ts';
import { type Backfill, statusAt } from './backfill.entity.ts';
import { assignmentsOfBackfill } from './backfills.loaders.ts';
import { BackfillWarning } from './backfills.types.ts';
import { type BackfillPlan, planBackfill, type PlanFacts, type PlanLine, type PlannedLine } from './plan-backfill.ts';
import { readPlanFacts } from './plan-facts.ts';
import { AssignmentReview, BackfillReview } from './review.types.ts';

/** What confirming would do now: the same plan that confirm makes, on a snapshot. Null unless the backfill is a DRAFT. */
export async function reviewBackfill(backfill: Backfill, ctx: RequestContext): Promise<BackfillReview | null> {
  if (statusAt(backfill, ctx.now) !== 'DRAFT') return null;
  const assignments = await ctx.loadExisting(assignmentsOfBackfill, backfill.id);
  const tx = await ctx.read();
  const lines = assignments.map(toPlanLine);
  const facts = await readPlanFacts(tx, lines, ctx.now);
  const plan = planBackfill(lines, facts);
  const reviews = plan.lines.map((line, index) => reviewLine(line, assignments[index], facts));
  const recipients = recipientsOf(lines, facts);
  return Object.assign(new BackfillReview(), {
    assignments: reviews,
    problems: plan.problems,
    warnings: [...planWarnings(plan, facts), ...(await orderWarnings(tx, lines, facts))],
    ticketCount: plan.lines.reduce((sum, { tickets }) => sum + tickets.length, 0),
    recipientCount: recipients.length,
    faceValue: totalsByCurrency(plan, facts),
    ticketsWithoutValue: reviews.reduce((sum, { ticketsWithoutValue }) => sum + ticketsWithoutValue, 0),
    notifiedUsers: recipients,
  });
}

/** The line of a saved assignment. */
export function toPlanLine(assignment: Assignment): PlanLine {
  const { ticketGroupId, quantity, recipientId, usageCategoryId, exactTicketIds, plannedTicketIds } = assignment;
  return { ticketGroupId, quantity, recipientId, usageCategoryId, exactTicketIds, plannedTicketIds };
}

function reviewLine(planned: PlannedLine, assignment: Assignment | undefined, facts: PlanFacts): AssignmentReview {
  const values = knownValues(planned.tickets);
  const currency = facts.groups.get(planned.line.ticketGroupId)?.group.currency ?? '';
  return Object.assign(new AssignmentReview(), {
    assignment,
    tickets: planned.tickets,
    ticketsChanged: planned.changed,
    faceValue: values.length > 0 ? new Money(addAmounts(values), currency) : null,
    ticketsWithoutValue: planned.tickets.length - values.length,
  });
}

function planWarnings(plan: BackfillPlan, facts: PlanFacts): BackfillWarning[] {
  return plan.lines.flatMap(({ line, tickets, changed, adjacent }, index) => {
    const name = facts.groups.get(line.ticketGroupId)?.name ?? '';
    const path = ['assignments', String(index)];
    const without = tickets.length - knownValues(tickets).length;
    const warnings: BackfillWarning[] = [];
    if (changed && tickets.length === line.quantity) {
      warnings.push(
        new BackfillWarning(
          'SEATS_CHANGED',
          `${name}: somebody took planned seats meanwhile; others are planned now.`,
          path,
        ),
      );
    }
    if (!adjacent)
      warnings.push(
        new BackfillWarning('SEATS_NOT_ADJACENT', `${name}: the seats are not all next to each other.`, path),
      );
    if (without > 0) {
      const message = `${name}: no value on file for ${without} of ${tickets.length} tickets; they are left out of the totals.`;
      warnings.push(new BackfillWarning('NO_VALUE_ON_FILE', message, path));
    }
    return warnings;
  });
}

/** Recipients who already have an order for the same event: often the same thing entered twice. */
async function orderWarnings(tx: ReadTransaction, lines: PlanLine[], facts: PlanFacts): Promise<BackfillWarning[]> {
  const wanted = lines.map((line) => ({ recipientId: line.recipientId, group: facts.groups.get(line.ticketGroupId) }));
  const rows = await tx.rows<{ event_id: string; recipient_id: string; number: string }>(
    `SELECT event_id, recipient_id, min(number) AS number FROM orders
     WHERE organization_id = $1 AND (event_id, recipient_id) IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))
     GROUP BY event_id, recipient_id`,
    [tx.organizationId, wanted.map(({ group }) => group?.group.eventId), wanted.map(({ recipientId }) => recipientId)],
  );
  const numbers = new Map(rows.map((row) => [`${row.event_id} ${row.recipient_id}`, row.number]));
  return wanted.flatMap(({ recipientId, group }, index) => {
    const number = numbers.get(`${group?.group.eventId} ${recipientId}`);
    const name = facts.recipients.get(recipientId)?.name;
    if (!number || !name) return [];
    const message = `${name} already has order ${number} for this event.`;
    return [new BackfillWarning('RECIPIENT_HAS_ORDER_FOR_EVENT', message, ['assignments', String(index)])];
  });
}

function totalsByCurrency(plan: BackfillPlan, facts: PlanFacts): Money[] {
  const values = new Map<string, string[]>();
  for (const { line, tickets } of plan.lines) {
    const currency = facts.groups.get(line.ticketGroupId)?.group.currency ?? '';
    values.set(currency, [...(values.get(currency) ?? []), ...knownValues(tickets)]);
  }
  return [...values]
    .filter(([, amounts]) => amounts.length > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currency, amounts]) => new Money(addAmounts(amounts), currency));
}

function knownValues(tickets: readonly Ticket[]): string[] {
  return tickets.flatMap(({ faceValue }) => faceValue ?? []);
}

function recipientsOf(lines: PlanLine[], facts: PlanFacts): User[] {
  const ids = [...new Set(lines.map(({ recipientId }) => recipientId))];
  return ids.flatMap((id) => facts.recipients.get(id) ?? []);
}
