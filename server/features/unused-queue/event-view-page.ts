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
  PACKED_VALUES,
  type PackedGroup,
  type PackedValues,
  toTicketGroup,
} from './packed-groups.ts';
import { jsonArray, jsonArrayOfRows } from './packed-json.ts';
import { walkOf } from './event-view-walk.ts';
import { eventsIn, eventStates } from './packed-events.ts';
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
           (SELECT ${jsonArrayOfRows(PACKED_ROW, `ORDER BY p.event_ends_at ${direction}, p.event_id ${direction}`)} FROM page p) AS rows,
           ${eventStates('SELECT p.event_id FROM page p')} AS events`;
  const name = `event-view ${shape} ${direction} ${page.after ? 'after' : ''} ${wantedNames(wanted)}`;
  const [packed] = await tx.rows<{ labels: string; rows: string | null; events: string | null }>(text, values, name);
  const found = JSON.parse(packed?.rows ?? '[]') as PackedRow[];
  // The one after the page only tells that more follow.
  const rows = found.slice(0, page.first);
  const eventsById = await eventsIn(tx, packed?.events ?? null);
  const events = rows.flatMap(([row, packedGroups]) => {
    const event = eventsById.get(row[0]);
    return event ? [{ row, event, groups: packedGroups?.map((group) => toGroup(group, event)) }] : [];
  });
  const locationIds = events.flatMap(({ groups }) => groups?.map(({ ticketLocationId }) => ticketLocationId) ?? []);
  const labels = await knowLabels(ctx, packed?.labels ?? '', locationIds);
  for (const { groups } of events) if (groups) orderByLabel(groups, labels);
  ctx.know(eventById, eventsById);
  const shown = events.map(({ row, event, groups }) =>
    toUnusedEvent(row, event, query, groups && { rows: groups, labels }),
  );
  return connectionOf(shown, found.length > page.first, page, order, (row) => [row.endsAt, row.event.id]);
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

/** The text of a group's columns, for the groups of an event. */
function groupsColumn({ groups, groupValues }: Wanted): string {
  if (!groups) return 'NULL';
  const columns = [...PACKED_GROUP, '"g.ticket_location_id"', ...(groupValues ? PACKED_VALUES : [])];
  return `CASE WHEN count(*) <= ${MOST_GROUPS} THEN ${jsonArrayOfRows(jsonArray(columns))} END`;
}

type GroupOfEvent = [...PackedGroup, ticketLocationId: string, ...values: PackedValues];

const PACKED_ROW = jsonArray([
  'json_build_array(p.event_id, p.event_ends_at, p.unused, p.held, p.value, p.without_value, p.currency)::text',
  `coalesce(p.groups, 'null')`,
]);

type PackedSums = [
  eventId: string,
  endsAt: string,
  unused: number,
  held: number,
  value: string | null,
  withoutValue: number | null,
  currency: string | null,
];

type PackedRow = [sums: PackedSums, groups: GroupOfEvent[] | null];

function toUnusedEvent(
  row: PackedSums,
  event: Event,
  query: UnusedQueueQuery,
  groups: { rows: TicketGroup[]; labels: GroupLabels } | undefined,
): UnusedEvent {
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
  if (groups) unused.groups = groups;
  return unused;
}

function toGroup(packed: GroupOfEvent, event: Event): TicketGroup {
  const group = toTicketGroup(packed, packed[4], event);
  giveValues(group, packed[5], packed[6], packed[7]);
  return group;
}
