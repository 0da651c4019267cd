import { expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { newWorldForEachTest, world } from '../../test/each-test.ts';

/** Days are the venues' own; what is read to find them is a range of the instants at which events end. */

let api: ApiClient;
newWorldForEachTest(async () => {
  api = (await world.actor('TICKET_MANAGER')).api;
});

async function queue(filter: object): Promise<{ names: string[]; tickets: number }> {
  const { unusedQueue } = await api.ask(
    `query ($filter: UnusedQueueFilter) {
      unusedQueue(filter: $filter) { totals { ticketCount } events(first: 40) { nodes { event { name } } } }
    }`,
    { filter },
  );
  return {
    names: unusedQueue.events.nodes.map((row: { event: { name: string } }) => row.event.name),
    tickets: unusedQueue.totals.ticketCount,
  };
}

test('a range of days only ever narrows a search', async () => {
  const spring = await world.event({ name: 'Riverton Otters', localDate: '2026-03-01' });
  const summer = await world.event({ name: 'Riverton Beavers', localDate: '2026-06-01' });
  const resembling = await world.event({ name: 'Rivertom Night', localDate: '2026-05-01' });
  for (const event of [spring, summer, resembling]) await world.ticketGroup({ event });
  expect((await queue({ search: 'riverton' })).names).toEqual(['Riverton Beavers', 'Riverton Otters']);
  expect((await queue({ search: 'riverton', eventDateTo: '2026-03-01' })).names).toEqual(['Riverton Otters']);
  expect((await queue({ search: 'riverton', eventDateFrom: '2026-06-01' })).names).toEqual(['Riverton Beavers']);
  // There a name resembles it, but elsewhere names contain it.
  const may = { eventDateFrom: '2026-05-01', eventDateTo: '2026-05-31' };
  expect((await queue({ search: 'riverton', ...may })).names).toEqual([]);
  expect((await queue({ search: 'rivertoms', ...may })).names).toEqual(['Rivertom Night']);
});

test('an event belongs to its local day however long it lasts and wherever it is', async () => {
  const day = '2026-03-01';
  for (const timeZone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
    const venue = await world.venue({ timeZone });
    const shortest = await world.event({ venue, localDate: day, localTime: '00:00', minutes: 15 });
    const longest = await world.event({ venue, localDate: day, localTime: '23:59', minutes: 10_080 });
    for (const event of [shortest, longest]) await world.ticketGroup({ event, quantity: 1 });
  }
  expect((await queue({ eventDateFrom: day, eventDateTo: day })).tickets).toBe(4);
  const tooLong = world.event({ localDate: day, minutes: 20_000 });
  await expect(tooLong).rejects.toThrow('events_end_near_day');
});
