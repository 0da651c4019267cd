import { expect, jest, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { newWorldForEachTest, world } from '../../test/each-test.ts';
import type { TicketCategory } from '../inventory/ticket-category.entity.ts';
import { FEW_EVENTS } from './event-view-walk.ts';

jest.setTimeout(60_000);

interface Row {
  unusedCount: number;
  heldCount: number;
  event: { name: string; localDate: string; venue: { name: string } };
  ticketGroups: { nodes: { id: string; unusedCount: number }[] };
}

interface Page {
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const PAGE = `query ($filter: UnusedQueueFilter, $orderBy: UnusedEventOrder, $first: Int, $after: String) {
  unusedQueue(filter: $filter) { events(first: $first, after: $after, orderBy: $orderBy) {
    nodes { unusedCount heldCount event { name localDate venue { name } } ticketGroups(first: 10) { nodes { id unusedCount } } }
    pageInfo { hasNextPage endCursor }
  } }
}`;

let api: ApiClient;
let suite: TicketCategory;

/** More events of one name than are looked up one by one, in two months; of some nothing is unused, one is put off, one yet to come. */
newWorldForEachTest(async () => {
  api = (await world.actor('TICKET_MANAGER')).api;
  suite = await world.ticketCategory('Suite');
  const seat = await world.ticketCategory('Club Seat');
  const venues = [await world.venue({ name: 'Riverton Park' }), await world.venue({ name: 'Matchbox Hall' })];
  const locations = await Promise.all(venues.map(({ id }) => world.ticketLocation(id)));
  for (let number = 0; number < FEW_EVENTS + 60; number += 1) {
    const [venue, location] = [venues[number % 5 === 0 ? 1 : 0], locations[number % 5 === 0 ? 1 : 0]];
    if (!venue || !location) throw new Error('There are two.');
    const name = number % 10 === 0 ? `Gala ${number}` : `Lantern Festival ${number}`;
    const localDate = world.day(number === 1 ? 5 : -2 - Math.floor(number / 4));
    const status = number === 2 ? 'POSTPONED' : 'SCHEDULED';
    const event = await world.event({ venue, name, localDate, status });
    if (number % 7 !== 3) await world.ticketGroup({ event, location, category: seat, quantity: 1 + (number % 3) });
    if (number % 2 === 0) await world.ticketGroup({ event, location, category: suite, quantity: 2 });
  }
});

async function walk(filter: object, orderBy: 'END_DESC' | 'END_ASC', first = 50): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  for (;;) {
    const { nodes, pageInfo }: Page = (await api.ask(PAGE, { filter, orderBy, first, after })).unusedQueue.events;
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return rows;
    expect(nodes).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

test('a search that finds many events walks along them, and finds the same as the whole queue has', async () => {
  const narrowings = [
    {},
    { ticketCategoryIds: [world.id('TicketCategory', suite)] },
    { eventDateFrom: world.day(-64), eventDateTo: world.day(-3) },
  ];
  for (const order of ['END_DESC', 'END_ASC'] as const) {
    for (const narrowing of narrowings) {
      const all = await walk(narrowing, order);
      const lanterns = all.filter(({ event }) => event.name.startsWith('Lantern'));
      expect(lanterns.length).toBeGreaterThan(50);
      // Some names resemble what was typed; some venues contain it.
      for (const [search, expected] of [
        ['lantern', lanterns],
        ['lantrn festival', lanterns],
        ['a', all],
      ] as const) {
        expect(await walk({ ...narrowing, search }, order)).toEqual(expected);
      }
    }
  }
});

test('a search that finds few looks them up, by the name of the event or the venue', async () => {
  const all = await walk({}, 'END_DESC');
  for (const [search, isFound] of [
    ['gala', ({ event }: Row) => event.name.startsWith('Gala')],
    ['matchbox', ({ event }: Row) => event.venue.name === 'Matchbox Hall'],
    ['matchbx', ({ event }: Row) => event.venue.name === 'Matchbox Hall'],
    ['nothing like it', () => false],
  ] as const) {
    expect(await walk({ search }, 'END_DESC', 10)).toEqual(all.filter(isFound));
  }
});
