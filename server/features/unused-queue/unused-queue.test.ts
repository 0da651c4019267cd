import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const TOTALS = `totals { eventCount venueCount ticketCount faceValue { amount currency } ticketsWithoutValue }`;
const BOTH_VIEWS = `query ($filter: UnusedQueueFilter) {
  unusedQueue(filter: $filter) {
    ${TOTALS}
    events(first: 40) { nodes { event { name } unusedCount heldCount ticketGroups(first: 20) {
      nodes { id unusedCount heldCount ticketLocation { name } ticketCategory { name } unusedFaceValue { amount } unusedWithoutValue } } } }
    venues(first: 20) { nodes { venue { name } unusedCount heldCount ticketLocations(first: 15) {
      nodes { ticketLocation { name } unusedCount heldCount ticketGroups(first: 15) { nodes { id unusedCount event { name } } } } } } }
  }
}`;

let api: ApiClient;
newWorldForEachTest(async () => {
  api = (await world.actor('TICKET_MANAGER')).api;
});

interface Row {
  unusedCount: number;
  heldCount: number;
}
interface UnusedPage {
  nodes: { event: { name: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
const sum = (rows: Row[], field: keyof Row): number => rows.reduce((total, row) => total + row[field], 0);

/** Asks for both views under a filter, checks that they agree with each other and the totals, and returns them. */
async function queue(filter?: object): Promise<{ names: string[]; tickets: number; totals: Record<string, unknown> }> {
  const { unusedQueue } = await api.ask(BOTH_VIEWS, { filter });
  const { totals, events, venues } = unusedQueue;
  const locations = venues.nodes.flatMap((venue: { ticketLocations: { nodes: Row[] } }) => venue.ticketLocations.nodes);
  const groupsByEvent = events.nodes.flatMap((row: { ticketGroups: { nodes: Row[] } }) => row.ticketGroups.nodes);
  const groupsByLocation = locations.flatMap((row: { ticketGroups: { nodes: Row[] } }) => row.ticketGroups.nodes);
  for (const rows of [events.nodes, venues.nodes, locations, groupsByEvent, groupsByLocation]) {
    expect(sum(rows, 'unusedCount')).toBe(totals.ticketCount);
  }
  expect(sum(venues.nodes, 'heldCount')).toBe(sum(events.nodes, 'heldCount'));
  expect(sum(groupsByEvent, 'heldCount')).toBe(sum(events.nodes, 'heldCount'));
  const ids = (groups: { id: string }[]): string[] => groups.map(({ id }) => id).sort();
  expect(ids(groupsByLocation)).toEqual(ids(groupsByEvent));
  expect(events.nodes).toHaveLength(totals.eventCount);
  expect(venues.nodes).toHaveLength(totals.venueCount);
  return {
    names: events.nodes.map((row: { event: { name: string } }) => row.event.name),
    tickets: totals.ticketCount,
    totals,
  };
}

describe('what is in the queue', () => {
  test('an event enters it at its end at the venue, to the second', async () => {
    const venue = await world.venue({ timeZone: 'America/Los_Angeles' });
    const event = await world.event({ venue, name: 'Late Game', localDate: '2026-07-10', localTime: '19:00' });
    await world.ticketGroup({ event, quantity: 3 });
    app.clock.set('2026-07-11T05:59:59.999Z');
    expect((await queue()).tickets).toBe(0);
    app.clock.set('2026-07-11T06:00:00.000Z');
    expect((await queue()).tickets).toBe(3);
  });

  test('an event without a time enters it when the local day is over', async () => {
    const venue = await world.venue({ timeZone: 'Asia/Tokyo' });
    await world.ticketGroup({
      event: await world.event({ venue, localDate: '2026-07-10', localTime: null }),
      quantity: 2,
    });
    app.clock.set('2026-07-10T14:59:59.999Z');
    expect((await queue()).tickets).toBe(0);
    app.clock.set('2026-07-10T15:00:00.000Z');
    expect((await queue()).tickets).toBe(2);
  });

  test('postponed, cancelled and future events are not in it', async () => {
    await world.ticketGroup({ event: await world.event({ status: 'POSTPONED' }) });
    await world.ticketGroup({ event: await world.event({ status: 'CANCELLED' }) });
    await world.ticketGroup({ event: await world.event({ localDate: world.day(3) }) });
    await world.ticketGroup({ event: await world.event({ name: 'Only This' }), quantity: 1 });
    expect(await queue()).toMatchObject({ names: ['Only This'], tickets: 1 });
  });

  test('closed rows show the sums of their tickets', async () => {
    const event = await world.event();
    await world.ticketGroup({ event, seats: [1, 2], faceValue: '10.25' });
    await world.ticketGroup({ event, quantity: 3, faceValue: null });
    const ROW = 'unusedCount faceValue { amount currency } ticketsWithoutValue';
    const { unusedQueue } = await api.ask(
      `{ unusedQueue { events { nodes { ${ROW} } } venues { nodes { ${ROW} ticketLocations { nodes { ${ROW} } } } } } }`,
    );
    const sums = { unusedCount: 5, faceValue: [{ amount: '20.50', currency: 'USD' }], ticketsWithoutValue: 3 };
    expect(unusedQueue.events.nodes).toEqual([sums]);
    expect(unusedQueue.venues.nodes).toMatchObject([sums]);
    expect(unusedQueue.venues.nodes[0].ticketLocations.nodes).toEqual([
      { unusedCount: 2, faceValue: [{ amount: '20.50', currency: 'USD' }], ticketsWithoutValue: 0 },
      { unusedCount: 3, faceValue: [], ticketsWithoutValue: 3 },
    ]);
  });

  test('an empty organization has zero totals and no rows', async () => {
    expect((await queue()).totals).toEqual({
      eventCount: 0,
      venueCount: 0,
      ticketCount: 0,
      faceValue: [],
      ticketsWithoutValue: 0,
    });
  });

  test('totals add up known values and count the tickets without one', async () => {
    await world.ticketGroup({ seats: [1, 2, 3], faceValue: '1250.50' });
    await world.ticketGroup({ quantity: 5, faceValue: null });
    expect((await queue()).totals).toEqual({
      eventCount: 2,
      venueCount: 2,
      ticketCount: 8,
      faceValue: [{ amount: '3751.50', currency: 'USD' }],
      ticketsWithoutValue: 5,
    });
  });
});

describe('filters', () => {
  test('the date filter works on the venue’s local date, both ends included', async () => {
    const tokyo = await world.venue({ timeZone: 'Asia/Tokyo' });
    await world.ticketGroup({
      event: await world.event({ venue: tokyo, name: 'Early', localDate: '2026-07-01', localTime: '01:00' }),
    });
    await world.ticketGroup({ event: await world.event({ name: 'Middle', localDate: '2026-07-02' }) });
    await world.ticketGroup({ event: await world.event({ name: 'Last', localDate: '2026-07-03' }) });
    expect((await queue({ eventDateFrom: '2026-07-01', eventDateTo: '2026-07-02' })).names).toEqual([
      'Middle',
      'Early',
    ]);
    expect((await queue({ eventDateFrom: '2026-07-03' })).names).toEqual(['Last']);
    expect((await queue({ eventDateTo: '2026-06-30' })).names).toEqual([]);
    expect(await api.refusal(BOTH_VIEWS, { filter: { eventDateFrom: '2026-07-02', eventDateTo: '2026-07-01' } })).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('category and venue narrow to the groups that match, and hints tell what dropping each would show', async () => {
    const [suite, parking] = [await world.ticketCategory('Suite'), await world.ticketCategory('Parking Pass', false)];
    const [north, south] = [await world.venue({ name: 'North Dome' }), await world.venue({ name: 'South Park' })];
    const event = await world.event({ venue: north });
    await world.ticketGroup({ event, category: suite, quantity: 4 });
    await world.ticketGroup({ event, category: parking, quantity: 2 });
    await world.ticketGroup({ event: await world.event({ venue: south }), category: parking, quantity: 7 });

    expect((await queue({ ticketCategoryIds: [world.id('TicketCategory', parking)] })).tickets).toBe(9);
    expect((await queue({ venueIds: [world.id('Venue', north)], ticketCategoryIds: [] })).tickets).toBe(6);
    const filter = { venueIds: [world.id('Venue', south)], ticketCategoryIds: [world.id('TicketCategory', suite)] };
    expect((await queue(filter)).tickets).toBe(0);
    const { unusedQueue } = await api.ask(
      'query ($filter: UnusedQueueFilter) { unusedQueue(filter: $filter) { filterHints { part ticketCount } } }',
      { filter },
    );
    expect(unusedQueue.filterHints).toEqual([
      { part: 'TICKET_CATEGORY', ticketCount: 7 },
      { part: 'VENUE', ticketCount: 4 },
    ]);
  });

  test('search finds event and venue names without case, accents and with a small typing error', async () => {
    const arena = await world.venue({ name: 'Estádio São Bento' });
    await world.ticketGroup({
      event: await world.event({ venue: arena, name: 'Riverton Otters vs Maple Bears' }),
      quantity: 1,
    });
    await world.ticketGroup({ event: await world.event({ name: 'Winter Gala 100%' }), quantity: 2 });
    expect((await queue({ search: 'OTTERS' })).tickets).toBe(1);
    expect((await queue({ search: 'sao bento' })).tickets).toBe(1);
    expect((await queue({ search: 'rivertom' })).tickets).toBe(1);
    expect((await queue({ search: 'rivrton' })).tickets).toBe(1);
    expect((await queue({ search: '100%' })).tickets).toBe(2);
    expect((await queue({ search: '%' })).tickets).toBe(2);
    expect((await queue({ search: '_' })).tickets).toBe(0);
    expect((await queue({ search: '  ' })).tickets).toBe(3);
    expect((await queue({ search: 'xylophone' })).tickets).toBe(0);
  });

  test('ids of another organization match nothing', async () => {
    const other = await app.world();
    const theirs = await other.ticketCategory('Suite');
    await world.ticketGroup({ quantity: 2 });
    expect((await queue({ ticketCategoryIds: [other.id('TicketCategory', theirs)] })).tickets).toBe(0);
  });
});

describe('pages', () => {
  const PAGE = `query ($first: Int, $after: String, $orderBy: UnusedEventOrder) {
    unusedQueue { events(first: $first, after: $after, orderBy: $orderBy) { nodes { event { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } }
  }`;

  async function walk(orderBy: string): Promise<string[]> {
    const names: string[] = [];
    for (let after: string | null = null; ;) {
      const events: UnusedPage = (await api.ask(PAGE, { first: 3, after, orderBy })).unusedQueue.events;
      names.push(...events.nodes.map((row) => row.event.name));
      if (!events.pageInfo.hasNextPage) return names;
      after = events.pageInfo.endCursor;
    }
  }

  test('walking by threes meets each of ten events once, in order, both ways', async () => {
    for (let day = 1; day <= 10; day += 1) {
      const name = `Day ${String(day).padStart(2, '0')}`;
      await world.ticketGroup({
        event: await world.event({ name, localDate: `2026-06-${String(day).padStart(2, '0')}` }),
      });
    }
    const expected = Array.from({ length: 10 }, (_, index) => `Day ${String(10 - index).padStart(2, '0')}`);
    expect(await walk('END_DESC')).toEqual(expected);
    expect(await walk('END_ASC')).toEqual([...expected].reverse());
  });

  test('first out of range, a broken cursor and a cursor of another order are refused', async () => {
    await world.ticketGroup();
    await world.ticketGroup();
    expect(await api.refusal(PAGE, { first: 101 })).toBe('BAD_USER_INPUT');
    expect(await api.refusal(PAGE, { first: 0 })).toBe('BAD_USER_INPUT');
    expect(await api.refusal(PAGE, { first: 3, after: 'nonsense' })).toBe('BAD_USER_INPUT');
    const { endCursor } = (await api.ask(PAGE, { first: 1, orderBy: 'END_DESC' })).unusedQueue.events.pageInfo;
    expect(await api.refusal(PAGE, { first: 1, after: endCursor, orderBy: 'END_ASC' })).toBe('BAD_USER_INPUT');
  });

  test('venues can be ordered by unused tickets, and their pages go on', async () => {
    for (const [name, quantity] of [
      ['Ash', 2],
      ['Birch', 5],
      ['Cedar', 2],
    ] as const) {
      await world.ticketGroup({ event: await world.event({ venue: await world.venue({ name }) }), quantity });
    }
    const VENUES = `query ($after: String) { unusedQueue { venues(first: 2, after: $after, orderBy: UNUSED_DESC) {
      nodes { venue { name } unusedCount } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await api.ask(VENUES)).unusedQueue.venues;
    expect(first.nodes.map((row: { venue: { name: string } }) => row.venue.name)).toEqual(['Birch', 'Ash']);
    const second = (await api.ask(VENUES, { after: first.pageInfo.endCursor })).unusedQueue.venues;
    expect(second.nodes).toEqual([{ venue: { name: 'Cedar' }, unusedCount: 2 }]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test('both views with all their children and totals take 5 statements, and 4 for what is new to the process, however many rows they have', async () => {
    const category = await world.ticketCategory();
    const countStatements = async (): Promise<number> => {
      let count = 0;
      app.database.onStatement = () => void (count += 1);
      await queue();
      app.database.onStatement = undefined;
      return count;
    };
    await world.ticketGroup({ category });
    expect(await countStatements()).toBe(9);
    const few = await countStatements();
    for (let index = 0; index < 12; index += 1) await world.ticketGroup({ category });
    expect(await countStatements()).toBe(9);
    expect(await countStatements()).toBe(few);
    expect(few).toBe(5);
  });
});

test('employees and managers may not see the queue', async () => {
  for (const role of ['EMPLOYEE', 'MANAGER'] as const) {
    const { api: other } = await world.actor(role);
    expect(await other.refusal(BOTH_VIEWS)).toBe('FORBIDDEN');
  }
});
