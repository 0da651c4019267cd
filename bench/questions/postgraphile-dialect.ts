import { readPlain } from './plain-dialect.ts';
import type { Answer, Dialect, Question } from './question.ts';

const EVENT = (condition: string): string => `nodes {
  id: rowId name startsAt localDate venue unused held
  groups(first: 10, orderBy: [LOCATION_KEY_ASC, CATEGORY_KEY_ASC, ROW_ID_ASC]${condition}) {
    nodes { id: rowId unused location category }
  }
}
pageInfo { endCursor }`;
const EVENTS = `query EventView($first: Int, $after: Cursor) {
  events: allEvents(first: $first, after: $after, orderBy: [ENDS_AT_DESC, ROW_ID_DESC]) { ${EVENT('')} }
}`;
const FILTERED = `query FilteredEvents($first: Int, $from: Date, $to: Date, $category: UUID, $search: String) {
  events: filteredEvents(first: $first, fromDay: $from, toDay: $to, category: $category, needle: $search) {
    ${EVENT(', condition: { categoryId: $category }')}
  }
}`;
const VENUES = `query VenueView($first: Int) {
  venues: allVenues(first: $first, orderBy: [NAME_KEY_ASC, ROW_ID_ASC]) { nodes {
    name unused held
    locations(first: 10, orderBy: [LOCATION_KEY_ASC, ROW_ID_ASC]) { nodes {
      name unused
      groups(first: 1, orderBy: [ENDS_AT_DESC, ROW_ID_DESC]) { nodes { id: rowId unused event: eventName day: eventDay } }
    } }
  } }
}`;
const TOTALS = `query Totals { totals: allTotals { nodes { currency events venues tickets value withoutValue } } }`;

/** The schema that PostGraphile makes of servers/postgraphile/views.ts. */
export const postgraphileDialect: Dialect = {
  ask(question) {
    const body = JSON.stringify(operation(question));
    return { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body };
  },
  read: (question, body) => readData(question, (body as { data: Data }).data),
};

function operation(question: Question): { query: string; variables?: object } {
  if (question.about === 'totals') return { query: TOTALS };
  const { first } = question;
  if (question.about === 'venues') return { query: VENUES, variables: { first } };
  const { filter, after } = question;
  if (!filter) return { query: EVENTS, variables: { first, after } };
  const { from, to, categoryId: category, search } = filter;
  return { query: FILTERED, variables: { first, from, to, category, search } };
}

function readData(question: Question, { events, venues, totals }: Data): Answer {
  if (question.about === 'totals') {
    const all = totals.nodes.find(({ currency }) => currency === null);
    const faceValue = totals.nodes.flatMap(({ currency, value: amount }) => (currency ? [{ amount, currency }] : []));
    return readPlain(question, { ...all, faceValue });
  }
  if (question.about === 'venues') {
    const nodes = venues.nodes.map(({ locations, ...venue }) => ({
      ...venue,
      locations: locations.nodes.map(({ groups, ...location }) => ({ ...location, lastGroup: groups.nodes[0] })),
    }));
    return readPlain(question, { nodes });
  }
  const nodes = events.nodes.map(({ groups, ...event }) => ({ ...event, groups: groups.nodes }));
  return readPlain(question, { nodes, endCursor: events.pageInfo.endCursor });
}

interface Nodes<Row> {
  nodes: Row[];
}
interface Data {
  events: Nodes<{ groups: Nodes<object> }> & { pageInfo: { endCursor: string | null } };
  venues: Nodes<{ locations: Nodes<{ groups: Nodes<object> }> }>;
  totals: Nodes<{ currency: string | null; value: string }>;
}
