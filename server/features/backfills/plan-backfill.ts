import type { EventStatus } from '../events/event.entity.ts';
import { UsageCategoryRetired } from '../inventory/inventory.errors.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import {
  type BackfillProblem,
  NotEnoughUnusedTickets,
  NotInUnusedQueue,
  type NotInUnusedQueueState,
  RecipientInactive,
  TicketUnavailable,
} from './backfills.errors.ts';
import { areAdjacent, pickSeats, seatStepOf } from './pick-seats.ts';

/** One line to plan, with row ids. */
export interface PlanLine {
  ticketGroupId: string;
  quantity: number;
  recipientId: string;
  usageCategoryId: string;
  /** Tickets that were asked for by id; they are given or refused, never replaced. */
  exactTicketIds: string[] | null;
  /** What was shown before, kept as long as it is free; empty for a new line. */
  plannedTicketIds: string[];
}

/** A group as it is now, with all its tickets by seat, unnumbered ones last. */
export interface GroupFacts {
  group: TicketGroup;
  /** For people: "Suite 214 at Otters vs Bears (2026-06-11)". */
  name: string;
  eventStatus: EventStatus;
  tickets: readonly Ticket[];
}

export interface PlanFacts {
  now: Date;
  groups: ReadonlyMap<string, GroupFacts>;
  recipients: ReadonlyMap<string, User>;
  usageCategories: ReadonlyMap<string, UsageCategory>;
}

export interface PlannedLine {
  line: PlanLine;
  /** What the line gets; fewer than the quantity exactly when there is a problem with it. */
  tickets: Ticket[];
  /** Whether these differ from what was shown before. */
  changed: boolean;
  adjacent: boolean;
}

export interface BackfillPlan {
  lines: PlannedLine[];
  problems: BackfillProblem[];
}

/**
 * Decides which tickets each line gets, or everything that is wrong with the lines. Review and confirm both call it, the one on a
 * snapshot, the other under the groups' locks. First come tickets that were asked for by id, then what was shown before and is
 * still free, then the rest by `pickSeats`. Every line's group, recipient and category must be among the facts.
 */
export function planBackfill(lines: readonly PlanLine[], facts: PlanFacts): BackfillPlan {
  const problems = lines.flatMap((line, index) => [
    ...groupProblems(line, index, facts),
    ...personProblems(line, index, facts),
  ]);
  const closed = new Set(
    problems.flatMap((problem) => (problem instanceof NotInUnusedQueue ? [problem.ticketGroup.id] : [])),
  );
  const free = new Map(
    [...facts.groups].map(([id, { tickets }]) => [
      id,
      new Map(unresolved(closed.has(id) ? [] : tickets).map((ticket) => [ticket.id, ticket])),
    ]),
  );
  const given: (Ticket[] | undefined)[] = lines.map(() => undefined);

  lines.forEach((line, index) => {
    if (!line.exactTicketIds || closed.has(line.ticketGroupId)) return;
    const group = factOf(facts.groups, line.ticketGroupId);
    const pool = factOf(free, line.ticketGroupId);
    const taken = line.exactTicketIds.filter((id) => !pool.has(id));
    problems.push(...taken.map((id) => ticketUnavailable(id, line, index, group)));
    given[index] = take(
      pool,
      line.exactTicketIds.filter((id) => pool.has(id)),
    );
  });
  lines.forEach((line, index) => {
    const pool = factOf(free, line.ticketGroupId);
    const kept = line.plannedTicketIds.length === line.quantity && line.plannedTicketIds.every((id) => pool.has(id));
    if (!given[index] && kept) given[index] = take(pool, line.plannedTicketIds);
  });
  lines.forEach((line, index) => {
    if (given[index] || closed.has(line.ticketGroupId)) return;
    const { group, name, tickets } = factOf(facts.groups, line.ticketGroupId);
    const pool = factOf(free, line.ticketGroupId);
    if (pool.size < line.quantity) problems.push(notEnough(line, index, pool.size, group, name));
    const step = seatStepOf(tickets.map(({ seat }) => seat));
    given[index] = take(
      pool,
      pickSeats([...pool.values()], Math.min(line.quantity, pool.size), step).map(({ id }) => id),
    );
  });
  return {
    lines: lines.map((line, index) => plannedLine(line, given[index] ?? [], facts)),
    problems: inLineOrder(problems),
  };
}

/** What is wrong with the group as a whole. */
function groupProblems(line: PlanLine, index: number, facts: PlanFacts): NotInUnusedQueue[] {
  const { group, name, eventStatus } = factOf(facts.groups, line.ticketGroupId);
  const refuse = (state: NotInUnusedQueueState, why: string): NotInUnusedQueue[] => [
    new NotInUnusedQueue(`${name} is not in the unused queue: ${why}`, path(index, 'ticketGroupId'), {
      state,
      ticketGroup: group,
    }),
  ];
  if (eventStatus === 'POSTPONED') return refuse('EVENT_POSTPONED', 'the event is postponed.');
  if (eventStatus === 'CANCELLED') return refuse('EVENT_CANCELLED', 'the event is cancelled.');
  if (group.eventEndsAt === null || group.eventEndsAt > facts.now)
    return refuse('EVENT_NOT_PAST', 'the event has not ended yet.');
  // Who was shown tickets that are gone since is told how many are left, like everybody who comes too late for some.
  if (group.unresolvedCount === 0 && line.plannedTicketIds.length === 0) {
    return refuse('ALL_ORDERED', 'all of its tickets belong to orders.');
  }
  return [];
}

function personProblems(line: PlanLine, index: number, facts: PlanFacts): BackfillProblem[] {
  const recipient = factOf(facts.recipients, line.recipientId);
  const category = factOf(facts.usageCategories, line.usageCategoryId);
  const problems: BackfillProblem[] = [];
  if (!recipient.isActive) problems.push(new RecipientInactive(recipient, path(index, 'recipientId')));
  if (category.retiredAt !== null) problems.push(new UsageCategoryRetired(category, path(index, 'usageCategoryId')));
  return problems;
}

function ticketUnavailable(
  id: string,
  line: PlanLine,
  index: number,
  { name, tickets }: GroupFacts,
): TicketUnavailable {
  const ticket = tickets.find((candidate) => candidate.id === id);
  if (!ticket) throw new Error('An exact ticket of a line is not among the tickets of its group.');
  const what = ticket.seat === null ? 'A place that was asked for' : `Seat ${ticket.seat}`;
  const why = ticket.state === 'ORDERED' ? 'belongs to an order now' : 'was asked for by another line as well';
  const place = line.exactTicketIds?.indexOf(id) ?? 0;
  return new TicketUnavailable(
    `${what} of ${name} ${why}. Choose another.`,
    [...path(index, 'ticketIds'), String(place)],
    ticket,
  );
}

function notEnough(
  line: PlanLine,
  index: number,
  left: number,
  ticketGroup: TicketGroup,
  name: string,
): NotEnoughUnusedTickets {
  const others = left < ticketGroup.unresolvedCount ? ' after the other lines' : '';
  const message = `${name} has ${left} unused ${left === 1 ? 'ticket' : 'tickets'} left${others}; ${line.quantity} were asked for.`;
  return new NotEnoughUnusedTickets(message, path(index, 'quantity'), {
    requested: line.quantity,
    unusedCount: left,
    ticketGroup,
  });
}

function plannedLine(line: PlanLine, tickets: Ticket[], facts: PlanFacts): PlannedLine {
  const all = factOf(facts.groups, line.ticketGroupId).tickets;
  const before = new Set(line.plannedTicketIds);
  return {
    line,
    tickets,
    changed: before.size > 0 && (before.size !== tickets.length || tickets.some(({ id }) => !before.has(id))),
    adjacent: areAdjacent(tickets, seatStepOf(all.map(({ seat }) => seat))),
  };
}

function unresolved(tickets: readonly Ticket[]): Ticket[] {
  return tickets.filter(({ state }) => state === 'UNRESOLVED');
}

/** Takes tickets out of the pool, in the order of their seats. */
function take(pool: Map<string, Ticket>, ids: readonly string[]): Ticket[] {
  const wanted = new Set(ids);
  const tickets = [...pool.values()].filter(({ id }) => wanted.has(id));
  for (const { id } of tickets) pool.delete(id);
  return tickets;
}

function path(index: number, field: string): string[] {
  return ['assignments', String(index), field];
}

function inLineOrder(problems: BackfillProblem[]): BackfillProblem[] {
  const lineOf = (problem: BackfillProblem): number => Number(problem.path?.[1] ?? 0);
  return problems.sort((a, b) => lineOf(a) - lineOf(b));
}

function factOf<T>(facts: ReadonlyMap<string, T>, id: string): T {
  const fact = facts.get(id);
  if (fact === undefined) throw new Error('A line of a backfill was planned without its facts.');
  return fact;
}
