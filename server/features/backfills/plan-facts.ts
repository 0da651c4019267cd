import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { rowsOf } from '../../platform/rows-of.ts';
import type { EventStatus } from '../events/event.entity.ts';
import { ticketGroupById, usageCategoryById } from '../inventory/inventory.loaders.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { userById } from '../people/people.loaders.ts';
import type { TicketLocation } from '../venues/ticket-location.entity.ts';
import { ticketLocationName } from '../venues/venues.resolver.ts';
import type { GroupFacts, PlanFacts, PlanLine } from './plan-backfill.ts';

/** Reads what planning the lines needs. Under the groups' locks, it must run after they were taken: in a statement of its own. */
export async function readPlanFacts(
  tx: ReadTransaction,
  lines: readonly Pick<PlanLine, 'ticketGroupId' | 'recipientId' | 'usageCategoryId'>[],
  now: Date,
): Promise<PlanFacts> {
  const groupIds = unique(lines.map((line) => line.ticketGroupId));
  const condition = 'WHERE organization_id = $1 AND ticket_group_id = ANY ($2::uuid[])';
  const [groups, names, tickets, recipients, categories] = await Promise.all([
    ticketGroupById.load(tx, groupIds),
    tx.rows<GroupName>(GROUP_NAMES, [tx.organizationId, groupIds], 'plan-group-names'),
    rowsOf(tx, Ticket, `${condition} ${BY_SEAT}`, [tx.organizationId, groupIds], 'of groups'),
    userById.load(tx, unique(lines.map((line) => line.recipientId))),
    usageCategoryById.load(tx, unique(lines.map((line) => line.usageCategoryId))),
  ]);
  const ticketsByGroup = new Map<string, Ticket[]>(groupIds.map((id) => [id, []]));
  for (const ticket of tickets) ticketsByGroup.get(ticket.ticketGroupId)?.push(ticket);
  const groupById = byId(groups);
  const facts = names.flatMap((named): [string, GroupFacts][] => {
    const group = groupById.get(named.id);
    if (!group) return [];
    const name = `${ticketLocationName(named)} at ${named.eventName} (${named.localDate})`;
    return [[group.id, { group, name, eventStatus: named.status, tickets: ticketsByGroup.get(group.id) ?? [] }]];
  });
  return { now, groups: new Map(facts), recipients: byId(recipients), usageCategories: byId(categories) };
}

const BY_SEAT = 'ORDER BY ticket_group_id, seat NULLS LAST, id';

const GROUP_NAMES = `
  SELECT g.id, e.name AS "eventName", e.local_date::text AS "localDate", e.status, l.section, l.row_name AS "rowName"
  FROM ticket_groups g
  JOIN events e ON e.organization_id = $1 AND e.id = g.event_id
  JOIN ticket_locations l ON l.organization_id = $1 AND l.id = g.ticket_location_id
  WHERE g.organization_id = $1 AND g.id = ANY ($2::uuid[])`;

interface GroupName extends Pick<TicketLocation, 'section' | 'rowName'> {
  id: string;
  eventName: string;
  localDate: string;
  status: EventStatus;
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

function byId<T extends { id: string }>(rows: readonly (T | undefined)[]): Map<string, T> {
  return new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])));
}
