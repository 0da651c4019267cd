import { guestListDueAt } from '../features/orders/guest-list-due.ts';
import type { Ticket } from '../features/inventory/ticket.entity.ts';
import type { Order } from '../features/orders/order.entity.ts';
import type { DemoChoices } from './demo-choices.ts';
import type { DemoGroup } from './demo-inventory.ts';
import type { DemoUser } from './demo-people.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';

export interface DemoOrder {
  row: DemoRow<Order>;
  group: DemoGroup;
  recipient: DemoUser;
  tickets: DemoRow<Ticket>[];
}

/** Tickets of one group that one user gets. They are no longer unresolved. */
export interface Allotment {
  group: DemoGroup;
  tickets: DemoRow<Ticket>[];
}

const DAY = 86_400_000;
/** Of the tickets of past events; what is left is the unused queue. */
const PAST_SHARE = 0.6;
const OTHER_SHARE = 0.5;

/** Hands out about 60 % of past tickets and half of the others, in each group from the lowest seat up. */
export function allotTickets(groups: readonly DemoGroup[], random: DemoRandom): Allotment[] {
  const past = groups.filter(({ event }) => event.isPast);
  const others = groups.filter(({ event }) => !event.isPast);
  return [...allotShare(past, PAST_SHARE, random), ...allotShare(others, OTHER_SHARE, random)];
}

/** Groups differ, from untouched to all gone, but what one gets too few the next ones get more. */
function allotShare(groups: readonly DemoGroup[], share: number, random: DemoRandom): Allotment[] {
  let owed = 0;
  return groups.flatMap((group) => {
    const size = group.tickets.length;
    owed += share * size;
    const noise = (random.fraction() - 0.5) * size * 1.3;
    const count = Math.min(size, Math.max(0, Math.round(owed + noise)));
    owed -= count;
    return slices(group, count, random);
  });
}

function slices(group: DemoGroup, count: number, random: DemoRandom): Allotment[] {
  const allotments: Allotment[] = [];
  for (let from = 0; from < count;) {
    const size = random.chance(0.12) ? count - from : Math.min(count - from, random.integer(1, 5));
    const tickets = group.tickets.slice(from, from + size);
    for (const ticket of tickets) ticket.state = 'ORDERED';
    allotments.push({ group, tickets });
    from += size;
  }
  return allotments;
}

/** An order from before the event, as a file of the vendor would have brought it. */
export function orderedBefore(
  allotment: Allotment,
  recipient: DemoUser,
  choices: DemoChoices,
  now: Date,
  random: DemoRandom,
): DemoOrder {
  const { endsAt } = allotment.group.event.row;
  const createdAt = new Date(Math.min(now.getTime() - DAY, endsAt.getTime() - random.integer(3, 60) * DAY));
  return buildOrder(
    allotment,
    recipient,
    { status: 'ORDERED', createdAt, usageCategoryId: usageAt(createdAt, choices, random) },
    random,
  );
}

/** An order that a backfill made when it was confirmed. */
export function backfilled(
  allotment: Allotment,
  recipient: DemoUser,
  source: { backfillId: string; assignmentId: string; confirmedAt: Date; usageCategoryId: string },
  random: DemoRandom,
): DemoOrder {
  const { backfillId, assignmentId, confirmedAt, usageCategoryId } = source;
  const dueAt = guestListDueAt(confirmedAt);
  return buildOrder(
    allotment,
    recipient,
    { status: 'CONFIRM_GUEST_LIST', createdAt: confirmedAt, dueAt, backfillId, assignmentId, usageCategoryId },
    random,
  );
}

/** Why tickets were used at that time: the retired category only before it was retired. */
export function usageAt(time: Date, choices: DemoChoices, random: DemoRandom): string {
  const { retiredCategory, usageCategories } = choices;
  const couldBeRetired = retiredCategory.retiredAt !== null && time < retiredCategory.retiredAt;
  return couldBeRetired && random.chance(0.15) ? retiredCategory.id : random.pick(usageCategories).id;
}

function buildOrder(
  { group, tickets }: Allotment,
  recipient: DemoUser,
  facts: Partial<Order> & Pick<Order, 'status' | 'createdAt' | 'usageCategoryId'>,
  random: DemoRandom,
): DemoOrder {
  const row: DemoRow<Order> = {
    id: random.id(),
    number: Array.from({ length: 8 }, () => random.pick(CROCKFORD)).join(''),
    eventId: group.event.row.id,
    ticketGroupId: group.id,
    recipientId: recipient.id,
    backfillId: null,
    assignmentId: null,
    notes: null,
    dueAt: null,
    guestListVersion: 0,
    submittedAt: null,
    submittedById: null,
    confirmedAt: null,
    confirmedById: null,
    ...facts,
  };
  return { row, group, recipient, tickets };
}

const CROCKFORD = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
