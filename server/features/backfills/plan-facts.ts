import { In } from 'typeorm';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { Event } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { User } from '../people/user.entity.ts';
import { TicketLocation } from '../venues/ticket-location.entity.ts';
import { ticketLocationName } from '../venues/venues.resolver.ts';
import type { GroupFacts, PlanFacts, PlanLine } from './plan-backfill.ts';

/** Reads what planning the lines needs. Under the groups' locks, it must run after they were taken: in a statement of its own. */
export async function readPlanFacts(
  tx: ReadTransaction,
  lines: readonly Pick<PlanLine, 'ticketGroupId' | 'recipientId' | 'usageCategoryId'>[],
  now: Date,
): Promise<PlanFacts> {
  const organizationId = tx.organizationId;
  const groupIds = unique(lines.map((line) => line.ticketGroupId));
  const groups = await tx.manager.findBy(TicketGroup, { organizationId, id: In(groupIds) });
  const [events, locations, recipients, categories, tickets] = await Promise.all([
    tx.manager.findBy(Event, { organizationId, id: In(unique(groups.map(({ eventId }) => eventId))) }),
    tx.manager.findBy(TicketLocation, {
      organizationId,
      id: In(unique(groups.map(({ ticketLocationId }) => ticketLocationId))),
    }),
    tx.manager.findBy(User, { organizationId, id: In(unique(lines.map((line) => line.recipientId))) }),
    tx.manager.findBy(UsageCategory, { organizationId, id: In(unique(lines.map((line) => line.usageCategoryId))) }),
    tx.manager.find(Ticket, {
      where: { organizationId, ticketGroupId: In(groupIds) },
      order: { ticketGroupId: 'ASC', seat: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
    }),
  ]);
  const eventById = byId(events);
  const locationById = byId(locations);
  const ticketsByGroup = new Map<string, Ticket[]>(groups.map(({ id }) => [id, []]));
  for (const ticket of tickets) ticketsByGroup.get(ticket.ticketGroupId)?.push(ticket);

  const facts = groups.flatMap((group): [string, GroupFacts][] => {
    const event = eventById.get(group.eventId);
    const location = locationById.get(group.ticketLocationId);
    if (!event || !location) return [];
    const name = `${ticketLocationName(location)} at ${event.name} (${event.localDate})`;
    return [[group.id, { group, name, eventStatus: event.status, tickets: ticketsByGroup.get(group.id) ?? [] }]];
  });
  return { now, groups: new Map(facts), recipients: byId(recipients), usageCategories: byId(categories) };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
