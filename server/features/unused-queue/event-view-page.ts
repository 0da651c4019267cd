import type { GraphQLResolveInfo } from 'graphql';
import { type Connection, connectionOf, type Page } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { PAGE_ROWS, selectsBelow } from '../../platform/graphql/look-ahead.ts';
import { Money } from '../../platform/money.ts';
import type { Event } from '../events/event.entity.ts';
import { eventById } from '../events/events.loaders.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { type GroupLabels, orderByLabel } from './order-by-label.ts';
import {
  giveValues,
  PACKED_GROUP,
  type PackedGroup,
  type PackedValues,
  packedValues,
  toTicketGroup,
} from './packed-groups.ts';
import { walkOf } from './event-view-walk.ts';
import { packedEvents, toEvents } from './packed-events.ts';
import { knowLabels, LABELS_VERSION } from './queue-labels.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { UnusedEvent, type UnusedEventOrder } from './unused-queue.types.ts';

/** The most ticket groups of one event that come with a page; an event with more shows its first ones by a statement of their own. */
const MOST_GROUPS = 100;

/**
 * One page of the Event View in one statement: a walk over the groups' covering index in the order of the events' ends that
 * stops after the page. The events of the rows come along, all looked up in one go, and with each row, where they are asked for, its
 * ticket groups; names come from the labels that the process keeps. So a page costs one round trip however many rows it has.
 */
export async function eventViewPage(
  ctx: RequestContext,
  query: UnusedQueueQuery,
  order: UnusedEventOrder,
  page: Page,
  info: GraphQLResolveInfo,
): Promise<Connection<UnusedEvent>> {
  const tx = await ctx.read();
  const wanted = wantedBelow(info);
  const sums = `sum(g.unresolved_count)::int AS unused, sum(g.held_count)::int AS held,
             ${wanted.values ? VALUES : NO_VALUES}, ${groupsColumn(wanted)} AS groups`;
  const direction = order === 'END_DESC' ? 'DESC' : 'ASC';
  const { rows: pageRows, values, shape } = walkOf(tx.organizationId, query, { direction, page, sums });
  const text = `
    WITH page AS MATERIALIZED (${pageRows})
    SELECT ${LABELS_VERSION} AS labels,
           (SELECT json_agg(json_build_array(p.event_id, p.event_ends_at, p.unused, p.held, p.value, p.without_value, p.currency, p.groups)
                            ORDER BY p.event_ends_at ${direction}, p.event_id ${direction}) FROM page p)::text AS rows,
           ${packedEvents('SELECT p.event_id FROM page p')} AS events`;
  const name = `event-view ${shape} ${direction} ${page.after ? 'after' : ''} ${wantedNames(wanted)}`;
  const [packed] = await tx.rows<{ labels: string; rows: string | null; events: string | null }>(text, values, name);
  const found = JSON.parse(packed?.rows ?? '[]') as PackedRow[];
  // The one after the page only tells that more follow.
  const rows = found.slice(0, page.first);
  const eventsById = toEvents(packed?.events ?? null, tx.organizationId);

  const locationIds = rows.flatMap((row) => row[7]?.map((group) => group[4]) ?? []);
  const labels = await knowLabels(ctx, packed?.labels ?? '', locationIds);
  const events = rows.flatMap((row) => {
    const event = eventsById.get(row[0]);
    return event ? [toUnusedEvent(row, event, query, labels)] : [];
  });
  for (const { groups } of events) if (groups) orderByLabel(groups.rows, labels);
  ctx.know(eventById, eventsById);
  return connectionOf(events, found.length > page.first, page, order, (row) => [row.endsAt, row.event.id]);
}

/** What of the rows is asked for beyond what every page has: sums of values are made and written only for who reads them. */
interface Wanted {
  values: boolean;
  groups: boolean;
  groupValues: boolean;
}

const GROUP_ROWS = PAGE_ROWS.flatMap((path) => PAGE_ROWS.map((rows) => [...path, 'ticketGroups', ...rows]));

function wantedBelow(info: GraphQLResolveInfo): Wanted {
  const selects = (paths: Parameters<typeof selectsBelow>[1], ...names: string[]): boolean =>
    names.some((name) => selectsBelow(info, paths, name));
  return {
    values: selects(PAGE_ROWS, 'faceValue', 'ticketsWithoutValue'),
    groups: selects(PAGE_ROWS, 'ticketGroups'),
    groupValues: selects(GROUP_ROWS, 'unusedFaceValue', 'unusedWithoutValue'),
  };
}

function wantedNames(wanted: Wanted): string {
  return Object.entries(wanted)
    .flatMap(([name, isWanted]) => (isWanted ? [name] : []))
    .join();
}

const VALUES = `sum(g.unresolved_value)::text AS value, sum(g.unresolved_without_value_count)::int AS without_value,
             CASE WHEN min(g.currency) = max(g.currency) THEN min(g.currency) END AS currency`;
const NO_VALUES = 'NULL AS value, NULL AS without_value, NULL AS currency';

function groupsColumn({ groups, groupValues }: Wanted): string {
  if (!groups) return 'NULL';
  const packed = `${PACKED_GROUP}, g.ticket_location_id${packedValues(groupValues)}`;
  return `CASE WHEN count(*) <= ${MOST_GROUPS} THEN json_agg(json_build_array(${packed})) END`;
}

type GroupOfEvent = [...PackedGroup, ticketLocationId: string, ...values: PackedValues];

type PackedRow = [
  eventId: string,
  endsAt: string,
  unused: number,
  held: number,
  value: string | null,
  withoutValue: number | null,
  currency: string | null,
  groups: GroupOfEvent[] | null,
];

function toUnusedEvent(row: PackedRow, event: Event, query: UnusedQueueQuery, labels: GroupLabels): UnusedEvent {
  const unused = new UnusedEvent();
  unused.query = query;
  unused.event = event;
  unused.endsAt = row[1];
  unused.unusedCount = row[2];
  unused.heldCount = row[3];
  const value = row[4];
  const ticketsWithoutValue = row[5];
  const currency = row[6];
  if (value !== null && ticketsWithoutValue !== null && currency !== null) {
    const faceValue = unused.unusedCount > ticketsWithoutValue ? [new Money(value, currency)] : [];
    unused.value = { faceValue, ticketsWithoutValue };
  }
  const groups = row[7];
  if (groups) unused.groups = { rows: groups.map((group) => toGroup(group, event)), labels };
  return unused;
}

function toGroup(packed: GroupOfEvent, event: Event): TicketGroup {
  const group = toTicketGroup(packed, packed[4], event);
  giveValues(group, packed[5], packed[6], packed[7]);
  return group;
}
