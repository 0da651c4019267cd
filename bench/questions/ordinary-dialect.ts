import { readPlain } from './plain-dialect.ts';
import type { Answer, Dialect, Question } from './question.ts';

const TEXTS = {
  events: `query EventView($first: Int!, $after: String, $filter: UnusedFilter) {
    unusedEvents(first: $first, after: $after, filter: $filter) {
      nodes {
        unused held
        event { id name startsAt localDate venue { name } }
        groups { id unresolvedCount location { name } category { name } }
      }
      endCursor
    }
  }`,
  venues: `query VenueView($first: Int!) {
    unusedVenues(first: $first) {
      unused held venue { name }
      locations { unused location { name } lastGroup { id unresolvedCount event { name localDate } } }
    }
  }`,
  totals: `query Totals { totals { events venues tickets withoutValue faceValue { amount currency } } }`,
};

/** The ordinary stack's GraphQL. */
export const ordinaryDialect: Dialect = {
  ask(question) {
    const { about: _, ...variables } = question;
    const body = JSON.stringify({ query: TEXTS[question.about], variables });
    return { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body };
  },
  read(question, body) {
    return readData(question, (body as { data: Data }).data);
  },
};

function readData(question: Question, { totals, unusedVenues, unusedEvents }: Data): Answer {
  if (question.about === 'totals') return readPlain(question, totals);
  if (question.about === 'venues') {
    const nodes = unusedVenues.map(({ venue, locations, ...sums }) => ({
      ...sums,
      name: venue.name,
      locations: locations.map(({ location, unused, lastGroup: { event, ...group } }) => ({
        name: location.name,
        unused,
        lastGroup: { id: group.id, unused: group.unresolvedCount, event: event.name, day: event.localDate },
      })),
    }));
    return readPlain(question, { nodes });
  }
  const nodes = unusedEvents.nodes.map(({ event, groups, ...sums }) => ({
    ...event,
    ...sums,
    venue: event.venue.name,
    groups: groups.map(({ id, unresolvedCount, location, category }) => ({
      id,
      unused: unresolvedCount,
      location: location.name,
      category: category.name,
    })),
  }));
  return readPlain(question, { nodes, endCursor: unusedEvents.endCursor });
}

interface Named {
  name: string;
}
interface Group {
  id: string;
  unresolvedCount: number;
}
interface Data {
  totals: unknown;
  unusedVenues: {
    unused: number;
    held: number;
    venue: Named;
    locations: {
      unused: number;
      location: Named;
      lastGroup: Group & { event: { name: string; localDate: string } };
    }[];
  }[];
  unusedEvents: {
    endCursor: string | null;
    nodes: {
      unused: number;
      held: number;
      event: { id: string; name: string; startsAt: string | null; localDate: string; venue: Named };
      groups: (Group & { location: Named; category: Named })[];
    }[];
  };
}
