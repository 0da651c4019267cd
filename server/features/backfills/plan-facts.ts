import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { jsonOf } from '../../platform/rows-of.ts';
import type { EventStatus } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { User } from '../people/user.entity.ts';
import { ticketLocationName } from '../venues/venues.resolver.ts';
import { Assignment } from './assignment.entity.ts';
import type { GroupFacts, PlanFacts, PlanLine } from './plan-backfill.ts';

/** Reads what planning the lines needs. */
export async function readPlanFacts(
  tx: ReadTransaction,
  lines: readonly Pick<PlanLine, 'ticketGroupId' | 'recipientId' | 'usageCategoryId'>[],
  now: Date,
): Promise<PlanFacts> {
  const ids = (['ticketGroupId', 'recipientId', 'usageCategoryId'] as const).map((field) => [
    ...new Set(lines.map((line) => line[field])),
  ]);
  const sources = { groups: '$2::uuid[]', recipients: '$3::uuid[]', categories: '$4::uuid[]' };
  const [row] = await tx.rows<FactsRow>(`SELECT ${factsSql(tx, sources)}`, [tx.organizationId, ...ids], 'plan-facts');
  return toFacts(tx, row, now);
}

/** Reads the lines of a draft and what planning them needs. Under the groups' locks, it must run after they were taken. */
export async function readDraftFacts(
  tx: ReadTransaction,
  backfillId: string,
  now: Date,
): Promise<{ assignments: Assignment[]; facts: PlanFacts }> {
  const assignment = jsonOf(tx, Assignment, 'a');
  const ofDraft = 'FROM assignments a WHERE a.organization_id = $1 AND a.backfill_id = $2';
  const sources = {
    groups: `ARRAY (SELECT a.ticket_group_id ${ofDraft})`,
    recipients: `ARRAY (SELECT a.recipient_id ${ofDraft})`,
    categories: `ARRAY (SELECT a.usage_category_id ${ofDraft})`,
  };
  const [row] = await tx.rows<FactsRow & { assignments: unknown[][] | null }>(
    `SELECT (SELECT json_agg(${assignment.sql} ORDER BY a.position) ${ofDraft}) AS assignments, ${factsSql(tx, sources)}`,
    [tx.organizationId, backfillId],
    'draft-facts',
  );
  return { assignments: (row?.assignments ?? []).map(assignment.read), facts: toFacts(tx, row, now) };
}

interface FactsRow {
  groups:
    | [
        group: unknown[],
        eventName: string,
        localDate: string,
        EventStatus,
        section: string,
        rowName: string,
        TicketFacts[] | null,
      ][]
    | null;
  recipients: unknown[][] | null;
  categories: unknown[][] | null;
}

/** What tells a ticket from the others of its group. */
type TicketFacts = [
  id: string,
  seat: number | null,
  faceValue: string | null,
  state: Ticket['state'],
  notes: string | null,
];

/** Everything in one row of JSON: thirty tickets as rows of their own take longer to read than to find. */
function factsSql(tx: ReadTransaction, ids: { groups: string; recipients: string; categories: string }): string {
  const where = (alias: string, list: string): string =>
    `WHERE ${alias}.organization_id = $1 AND ${alias}.id = ANY (${list})`;
  return `
    (SELECT json_agg(json_build_array(${jsonOf(tx, TicketGroup, 'g').sql}, e.name, e.local_date::text, e.status, l.section, l.row_name,
       (SELECT json_agg(json_build_array(t.id, t.seat, t.face_value::text, t.state, t.notes) ORDER BY t.seat NULLS LAST, t.id)
        FROM tickets t WHERE t.organization_id = $1 AND t.ticket_group_id = g.id)))
     FROM ticket_groups g
     JOIN events e ON e.organization_id = $1 AND e.id = g.event_id
     JOIN ticket_locations l ON l.organization_id = $1 AND l.id = g.ticket_location_id
     ${where('g', ids.groups)}) AS groups,
    (SELECT json_agg(${jsonOf(tx, User, 'u').sql}) FROM users u ${where('u', ids.recipients)}) AS recipients,
    (SELECT json_agg(${jsonOf(tx, UsageCategory, 'c').sql}) FROM usage_categories c ${where('c', ids.categories)}) AS categories`;
}

function toFacts(tx: ReadTransaction, row: FactsRow | undefined, now: Date): PlanFacts {
  const readGroup = jsonOf(tx, TicketGroup, 'g').read;
  const groups = (row?.groups ?? []).map(([values, eventName, localDate, eventStatus, section, rowName, tickets]) => {
    const group = readGroup(values);
    const name = `${ticketLocationName({ section, rowName })} at ${eventName} (${localDate})`;
    return { group, name, eventStatus, tickets: (tickets ?? []).map((facts) => toTicket(facts, group)) };
  });
  return {
    now,
    groups: new Map(groups.map((facts): [string, GroupFacts] => [facts.group.id, facts])),
    recipients: byId((row?.recipients ?? []).map(jsonOf(tx, User, 'u').read)),
    usageCategories: byId((row?.categories ?? []).map(jsonOf(tx, UsageCategory, 'c').read)),
  };
}

function toTicket([id, seat, faceValue, state, notes]: TicketFacts, group: TicketGroup): Ticket {
  const { organizationId, id: ticketGroupId, eventId, ticketLocationId } = group;
  return Object.assign(new Ticket(), {
    organizationId,
    id,
    ticketGroupId,
    eventId,
    ticketLocationId,
    seat,
    faceValue,
    state,
    notes,
  });
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
