import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { newId } from '../../platform/id.ts';
import type { Venue } from '../venues/venue.entity.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const EVENTS = `query ($filter: EventFilter, $orderBy: EventOrder, $first: Int, $after: String) {
  events(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { id name localDate localTime venue { name timeZone } heldCount unresolvedCount viewerCanUpdate { allowed } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
const EVENT =
  'query ($id: ID!) { event(id: $id) { name heldCount unresolvedCount viewerCanUpdate { allowed reason } } }';

let api: ApiClient;
newWorldForEachTest(async () => {
  ({ api } = await world.actor('TICKET_MANAGER'));
});

async function names(filter: object, as = api): Promise<string[]> {
  const { events } = await as.ask(EVENTS, { filter });
  return events.nodes.map(({ name }: { name: string }) => name);
}

describe('an event', () => {
  test('shows its local time, its venue and the sums over its ticket groups', async () => {
    const venue = await world.venue({ name: 'Bay Hall', timeZone: 'Asia/Tokyo' });
    const event = await world.event({ venue, name: 'Opening', localDate: '2026-07-10', localTime: '08:05' });
    await world.ticketGroup({ event, quantity: 3 });
    const group = await world.ticketGroup({ event, quantity: 4 });
    await world.order({ recipient: await world.user('EMPLOYEE'), group, tickets: group.tickets.slice(0, 3) });
    await world.event({ venue, name: 'Empty', localDate: '2026-07-09', localTime: null });
    const { events } = await api.ask(EVENTS);
    expect(events.nodes).toEqual([
      {
        id: world.id('Event', event),
        name: 'Opening',
        localDate: '2026-07-10',
        localTime: '08:05',
        venue: { name: 'Bay Hall', timeZone: 'Asia/Tokyo' },
        heldCount: 7,
        unresolvedCount: 4,
        viewerCanUpdate: { allowed: false },
      },
      expect.objectContaining({ name: 'Empty', localTime: null, heldCount: 0, unresolvedCount: 0 }),
    ]);
  });

  test('is found by its id, and null for an id that is unknown, malformed, of another type or of another organization', async () => {
    const event = await world.event({ name: 'Opening' });
    const other = await app.world();
    const foreign = await other.event();
    expect((await api.ask(EVENT, { id: world.id('Event', event) })).event).toEqual({
      name: 'Opening',
      heldCount: 0,
      unresolvedCount: 0,
      viewerCanUpdate: { allowed: false, reason: expect.stringContaining('Only Inventory Managers') },
    });
    for (const id of [
      world.id('Event', { id: newId() }),
      'nonsense',
      world.id('Venue', { id: event.venueId }),
      other.id('Event', foreign),
    ]) {
      expect(await api.ask(EVENT, { id })).toEqual({ event: null });
    }
  });
});

describe('the list', () => {
  async function season(venue: Venue): Promise<void> {
    for (let day = 1; day <= 7; day += 1)
      await world.event({ venue, name: `Game ${day}`, localDate: `2026-07-0${day}` });
    await world.event({ venue, name: 'Game 5b', localDate: '2026-07-05' });
  }

  test.each([
    ['START_DESC', -1],
    ['START_ASC', 1],
  ] as const)(
    'in the order %s is paged without a gap or a repetition, also among events that end together',
    async (orderBy, sign) => {
      await season(await world.venue());
      const seen: string[] = [];
      let after: string | null = null;
      const pages: boolean[] = [];
      do {
        const {
          events,
        }: {
          events: {
            nodes: { localDate: string; name: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        } = await api.ask(EVENTS, { orderBy, first: 3, after });
        seen.push(...events.nodes.map(({ localDate, name }) => `${localDate} ${name}`));
        pages.push(events.pageInfo.hasNextPage);
        after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
      } while (after);
      expect(pages).toEqual([true, true, false]);
      expect(new Set(seen).size).toBe(8);
      const dates = seen.map((text) => text.slice(0, 10));
      expect(dates).toEqual([...dates].sort((one, other) => sign * one.localeCompare(other)));
    },
  );

  test('refuses a cursor of the other order, a forged one and a page that is too large', async () => {
    await season(await world.venue());
    const { events } = await api.ask(EVENTS, { orderBy: 'START_ASC', first: 2 });
    const forged = Buffer.from(JSON.stringify(['START_DESC', 'soon', 'me'])).toString('base64url');
    expect(await api.refusal(EVENTS, { orderBy: 'START_DESC', after: events.pageInfo.endCursor })).toBe(
      'BAD_USER_INPUT',
    );
    expect(await api.refusal(EVENTS, { orderBy: 'START_DESC', after: forged })).toBe('BAD_USER_INPUT');
    expect(await api.refusal(EVENTS, { first: 101 })).toBe('BAD_USER_INPUT');
  });

  test('is narrowed by every part of the filter, and by all together', async () => {
    const [arena, hall] = [await world.venue({ name: 'Harbor Arena' }), await world.venue({ name: 'Bay Hall' })];
    await world.event({ venue: arena, name: 'Foxes vs. Otters', localDate: '2026-07-01' });
    await world.event({ venue: arena, name: 'Foxes vs. Herons', localDate: '2026-07-05', status: 'POSTPONED' });
    await world.event({ venue: hall, name: 'Señor Müller', localDate: '2026-07-06', status: 'CANCELLED' });
    await world.event({ venue: hall, name: '100% Brass', localDate: '2026-07-08', localTime: null });

    expect(await names({})).toHaveLength(4);
    expect(await names({ search: 'foxes' })).toEqual(['Foxes vs. Herons', 'Foxes vs. Otters']);
    expect(await names({ search: 'harber arena' })).toEqual(['Foxes vs. Herons', 'Foxes vs. Otters']);
    expect(await names({ search: ' MULLER ' })).toEqual(['Señor Müller']);
    expect(await names({ search: '100%' })).toEqual(['100% Brass']);
    expect(await names({ search: '%' })).toEqual(['100% Brass']);
    expect(await names({ search: 'zzzzzz' })).toEqual([]);
    expect(await names({ venueIds: [world.id('Venue', hall)] })).toEqual(['100% Brass', 'Señor Müller']);
    expect(await names({ eventDateFrom: '2026-07-05', eventDateTo: '2026-07-06' })).toEqual([
      'Señor Müller',
      'Foxes vs. Herons',
    ]);
    expect(await names({ statuses: ['POSTPONED', 'CANCELLED'] })).toEqual(['Señor Müller', 'Foxes vs. Herons']);
    expect(
      await names({
        search: 'bay',
        venueIds: [world.id('Venue', hall)],
        eventDateTo: '2026-07-07',
        statuses: ['CANCELLED'],
      }),
    ).toEqual(['Señor Müller']);
    expect(await names({ search: '', venueIds: [], statuses: [], eventDateFrom: null })).toHaveLength(4);
  });

  test('finds nothing at venues of another organization, and bounds their number', async () => {
    await world.event();
    const other = await app.world();
    const foreign = await other.venue();
    expect(await names({ venueIds: [other.id('Venue', foreign)] })).toEqual([]);
    expect(await names({ venueIds: ['nonsense'] })).toEqual([]);
    expect(await api.refusal(EVENTS, { filter: { venueIds: Array(101).fill('x') } })).toBe('BAD_USER_INPUT');
  });

  test('never holds an event of another organization', async () => {
    await world.event({ name: 'Ours' });
    const other = await app.world();
    await other.event({ name: 'Theirs' });
    expect(await names({})).toEqual(['Ours']);
    expect(await names({ search: 'theirs' })).toEqual([]);
  });

  test('takes the same four statements for 2 events and for 20', async () => {
    for (let number = 0; number < 2; number += 1) await world.ticketGroup();
    const few = await statementsOf(() => names({}));
    for (let number = 0; number < 18; number += 1) await world.ticketGroup();
    const many = await statementsOf(() => names({}));
    expect([few, many]).toEqual([4, 4]);
  });
});

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const statements: string[] = [];
  app.database.onStatement = (text) => void statements.push(text);
  await work();
  app.database.onStatement = undefined;
  return statements.filter((text) => text.startsWith('SELECT')).length;
}

test.each([
  ['EMPLOYEE', false, false],
  ['MANAGER', false, false],
  ['TICKET_MANAGER', true, false],
  ['INVENTORY_MANAGER', true, true],
  ['SUPER_USER', true, true],
] as const)('a %s may list events: %s, and change them: %s', async (role, mayList, mayUpdate) => {
  const event = await world.event();
  const actor = await world.actor(role);
  const id = world.id('Event', event);
  if (!mayList) {
    expect(await actor.api.refusal(EVENTS)).toBe('FORBIDDEN');
    expect(await actor.api.refusal(EVENT, { id })).toBe('FORBIDDEN');
    return;
  }
  expect(await names({}, actor.api)).toEqual([event.name]);
  expect((await actor.api.ask(EVENT, { id })).event.viewerCanUpdate.allowed).toBe(mayUpdate);
});

test('a stranger sees no events', async () => {
  expect(await app.stranger().refusal(EVENTS)).toBe('UNAUTHENTICATED');
});
