import type { Assignment } from '../features/backfills/assignment.entity.ts';
import type { Backfill } from '../features/backfills/backfill.entity.ts';
import type { DemoChoices } from './demo-choices.ts';
import type { DemoGroup } from './demo-inventory.ts';
import { type Allotment, backfilled, type DemoOrder, usageAt } from './demo-orders.ts';
import type { DemoPeople, DemoUser } from './demo-people.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';

export interface DemoBackfills {
  backfills: DemoRow<Backfill>[];
  assignments: DemoRow<Assignment>[];
  /** Newest last. */
  orders: DemoOrder[];
}

const HOUR = 3_600_000;
/** Whom the newest backfilled orders are for, newest first, so that everybody who can sign in finds some. */
const NEWEST_FOR = [
  'EMPLOYEE',
  'MANAGER',
  'EMPLOYEE',
  'TICKET_MANAGER',
  'EMPLOYEE',
  'INVENTORY_MANAGER',
  'EMPLOYEE',
  'SUPER_USER',
  'EMPLOYEE',
  'MANAGER',
] as const;

/** Records of what was used after all: one to five assignments each, confirmed some days after their events. */
export function buildBackfills(
  allotments: readonly Allotment[],
  people: DemoPeople,
  choices: DemoChoices,
  now: Date,
  random: DemoRandom,
): DemoBackfills {
  const inOrder = [...allotments].sort((one, other) => endOf(one) - endOf(other));
  const active = people.users.filter(({ isActive }) => isActive);
  const managers = people.users.filter(({ role }) => role === 'TICKET_MANAGER');
  const result: DemoBackfills = { backfills: [], assignments: [], orders: [] };
  for (let from = 0; from < inOrder.length;) {
    const lines = inOrder.slice(from, from + random.integer(1, 5));
    const confirmedAt = soonAfter(Math.max(...lines.map(endOf)), now, random);
    const backfill = backfillRow(random.pick(managers), new Date(confirmedAt.getTime() - HOUR / 2), random);
    Object.assign(backfill, confirmation(backfill, confirmedAt));
    result.backfills.push(backfill);
    for (const [position, allotment] of lines.entries()) {
      const role = NEWEST_FOR[inOrder.length - 1 - from - position];
      const recipient = role ? people.cast[role] : random.pick(active);
      const assignment = assignmentRow(
        backfill,
        position,
        allotment,
        recipient,
        usageAt(confirmedAt, choices, random),
        random,
      );
      const { usageCategoryId } = assignment;
      result.assignments.push(assignment);
      result.orders.push(
        backfilled(
          allotment,
          recipient,
          { backfillId: backfill.id, assignmentId: assignment.id, confirmedAt, usageCategoryId },
          random,
        ),
      );
    }
    from += lines.length;
  }
  return result;
}

/** A draft that waits for its review: three assignments over two of the newest groups that have unused tickets. */
export function buildDraft(
  groups: readonly DemoGroup[],
  people: DemoPeople,
  choices: DemoChoices,
  now: Date,
  random: DemoRandom,
): Omit<DemoBackfills, 'orders'> {
  const backfill = backfillRow(people.cast.TICKET_MANAGER, new Date(now.getTime() - 3 * HOUR), random);
  backfill.note = 'From the Monday list; still to be checked with Sales.';
  const free = groups
    .filter(({ event, tickets }) => event.isPast && unresolved(tickets).length >= 4)
    .sort((one, other) => other.event.row.endsAt.getTime() - one.event.row.endsAt.getTime());
  const [first, second] = [free[0], free[3]];
  if (!first || !second) throw new Error('The demo has no unused tickets for its draft.');
  const lines = [
    { group: first, tickets: unresolved(first.tickets).slice(0, 2), recipient: people.cast.EMPLOYEE },
    { group: first, tickets: unresolved(first.tickets).slice(2, 3), recipient: people.cast.MANAGER },
    {
      group: second,
      tickets: unresolved(second.tickets).slice(0, 2),
      recipient: random.pick(people.users.filter(({ isActive }) => isActive)),
    },
  ];
  const assignments = lines.map((line, position) =>
    assignmentRow(backfill, position, line, line.recipient, usageAt(now, choices, random), random),
  );
  return { backfills: [backfill], assignments };
}

/** Some days after the end, but before now. */
function soonAfter(end: number, now: Date, random: DemoRandom): Date {
  const wanted = end + random.integer(12, 220) * HOUR;
  const latest = now.getTime() - HOUR;
  return new Date(wanted < latest ? wanted : end + Math.floor((latest - end) * random.fraction()));
}

function backfillRow(author: DemoUser, createdAt: Date, random: DemoRandom): DemoRow<Backfill> {
  return {
    id: random.id(),
    status: 'DRAFT',
    version: 1,
    note: null,
    externalReference: null,
    inputHash: 'demo',
    createdById: author.id,
    createdAt,
    updatedById: author.id,
    updatedAt: createdAt,
    confirmedById: null,
    confirmedAt: null,
    confirmedFromVersion: null,
  };
}

function confirmation({ createdById, version = 1 }: DemoRow<Backfill>, confirmedAt: Date): Partial<Backfill> {
  return {
    status: 'CONFIRMED',
    version: version + 1,
    updatedAt: confirmedAt,
    confirmedById: createdById,
    confirmedAt,
    confirmedFromVersion: version,
  };
}

function assignmentRow(
  backfill: DemoRow<Backfill>,
  position: number,
  { group, tickets }: Allotment,
  recipient: DemoUser,
  usageCategoryId: string,
  random: DemoRandom,
): DemoRow<Assignment> {
  return {
    id: random.id(),
    backfillId: backfill.id,
    position,
    ticketGroupId: group.id,
    quantity: tickets.length,
    recipientId: recipient.id,
    usageCategoryId,
    plannedTicketIds: tickets.map(({ id }) => id),
    exactTicketIds: null,
  };
}

function unresolved<T extends { state: string }>(tickets: readonly T[]): T[] {
  return tickets.filter(({ state }) => state === 'UNRESOLVED');
}

function endOf({ group }: Allotment): number {
  return group.event.row.endsAt.getTime();
}
