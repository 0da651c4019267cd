import { encodeNodeId, readNodeId } from '../../server/platform/node-id.ts';
import { eventFacts, totalsFacts, venueFacts } from './facts.ts';
import type { Answer, Dialect, Question } from './question.ts';

const EVENTS = `query EventView($first: Int, $after: String, $filter: UnusedQueueFilter) {
  unusedQueue(filter: $filter) { events(first: $first, after: $after) {
    nodes {
      unusedCount heldCount
      event { id name startsAt localDate venue { name } }
      ticketGroups(first: 10) { nodes { id unusedCount ticketLocation { name } ticketCategory { name } } }
    }
    pageInfo { hasNextPage endCursor }
  } }
}`;
const VENUES = `query VenueView($first: Int) {
  unusedQueue { venues(first: $first) { nodes {
    unusedCount heldCount venue { name }
    ticketLocations(first: 10) { nodes {
      unusedCount ticketLocation { name }
      ticketGroups(first: 1) { nodes { id unusedCount event { name localDate } } }
    } }
  } } }
}`;
const TOTALS = `query Totals {
  unusedQueue { totals { eventCount venueCount ticketCount faceValue { amount currency } ticketsWithoutValue } }
}`;
const TEXTS = { events: EVENTS, venues: VENUES, totals: TOTALS };

/** The product's own API, as a program that is signed in uses it. */
export function productDialect(organizationId: string, cookie: string): Dialect {
  const headers = { 'content-type': 'application/json', cookie };
  return {
    ask(question) {
      const body = JSON.stringify({ query: TEXTS[question.about], variables: variablesOf(question, organizationId) });
      return { method: 'POST', path: '/graphql', headers, body };
    },
    read: readAnswer,
  };
}

function variablesOf(question: Question, organizationId: string): Record<string, unknown> {
  if (question.about === 'totals') return {};
  if (question.about === 'venues') return { first: question.first };
  const { first, after, filter } = question;
  const categoryId = filter?.categoryId && encodeNodeId('TicketCategory', organizationId, filter.categoryId);
  const { from: eventDateFrom, to: eventDateTo, search } = filter ?? {};
  const ticketCategoryIds = categoryId ? [categoryId] : undefined;
  return { first, after, filter: { eventDateFrom, eventDateTo, ticketCategoryIds, search } };
}

function readAnswer(question: Question, body: unknown): Answer {
  const { unusedQueue } = (body as { data: { unusedQueue: Queue } }).data;
  if (question.about === 'totals') {
    const { eventCount, venueCount, ticketCount, faceValue, ticketsWithoutValue } = unusedQueue.totals;
    const sums = { events: eventCount, venues: venueCount, tickets: ticketCount, withoutValue: ticketsWithoutValue };
    return { facts: totalsFacts({ ...sums, faceValue }) };
  }
  if (question.about === 'venues') return { facts: venueFacts(unusedQueue.venues.nodes.map(venueRow)) };
  const { nodes, pageInfo } = unusedQueue.events;
  return { facts: eventFacts(nodes.map(eventRow)), endCursor: pageInfo.endCursor };
}

function eventRow({
  event,
  unusedCount,
  heldCount,
  ticketGroups,
}: UnusedEvent): Parameters<typeof eventFacts>[0][number] {
  const groups = ticketGroups.nodes.map((group) => ({
    id: rowId(group.id),
    unused: group.unusedCount,
    location: group.ticketLocation.name,
    category: group.ticketCategory.name,
  }));
  return { ...event, id: rowId(event.id), venue: event.venue.name, unused: unusedCount, held: heldCount, groups };
}

function venueRow({
  venue,
  unusedCount,
  heldCount,
  ticketLocations,
}: UnusedVenue): Parameters<typeof venueFacts>[0][number] {
  const locations = ticketLocations.nodes.map((row) => {
    const [group] = row.ticketGroups.nodes;
    if (!group) throw new Error('A location of the Venue View has no groups.');
    const lastGroup = {
      id: rowId(group.id),
      unused: group.unusedCount,
      event: group.event.name,
      day: group.event.localDate,
    };
    return { name: row.ticketLocation.name, unused: row.unusedCount, lastGroup };
  });
  return { name: venue.name, unused: unusedCount, held: heldCount, locations };
}

function rowId(nodeId: string): string {
  const node = readNodeId(nodeId);
  if (!node) throw new Error(`${nodeId} is no node id.`);
  return node.id;
}

interface Named {
  name: string;
}
interface UnusedEvent {
  unusedCount: number;
  heldCount: number;
  event: { id: string; name: string; startsAt: string | null; localDate: string; venue: Named };
  ticketGroups: { nodes: { id: string; unusedCount: number; ticketLocation: Named; ticketCategory: Named }[] };
}
interface UnusedVenue {
  unusedCount: number;
  heldCount: number;
  venue: Named;
  ticketLocations: { nodes: UnusedLocation[] };
}
interface UnusedLocation {
  unusedCount: number;
  ticketLocation: Named;
  ticketGroups: { nodes: { id: string; unusedCount: number; event: { name: string; localDate: string } }[] };
}
interface Queue {
  events: { nodes: UnusedEvent[]; pageInfo: { endCursor: string | null } };
  venues: { nodes: UnusedVenue[] };
  totals: {
    eventCount: number;
    venueCount: number;
    ticketCount: number;
    ticketsWithoutValue: number;
    faceValue: { amount: string; currency: string }[];
  };
}
