import { expect, test } from '@jest/globals';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

newWorldForEachTest(undefined, { DATABASE_POOL_SIZE: '1' });

test('statements whose long names begin alike are told apart', async () => {
  const long = 'a page with every filter and everything that can be asked for below it, '.repeat(2);
  for (let round = 0; round < 2; round += 1) {
    for (const what of ['one', 'two']) {
      const rows = await app.database.read(world.organizationId, (tx) =>
        tx.rows(`SELECT '${what}' AS what`, [], long + what),
      );
      expect(rows).toEqual([{ what }]);
      expect(await app.database.global(`SELECT '${what}' AS global`, [], `${long}global ${what}`)).toEqual([
        { global: what },
      ]);
    }
  }
});

test('a page asked for with every filter, and with less below it, comes from the same connection', async () => {
  const { api } = await world.actor('TICKET_MANAGER');
  const category = await world.ticketCategory();
  const group = await world.ticketGroup({ category });
  const filter = {
    search: 'e',
    eventDateFrom: world.day(-20),
    eventDateTo: world.day(0),
    ticketCategoryIds: [world.id('TicketCategory', category)],
    venueIds: [world.id('Venue', { id: group.venueId })],
  };
  for (const below of [
    '',
    'faceValue { amount } ticketGroups { nodes { id } }',
    'faceValue { amount } ticketGroups { nodes { unusedFaceValue { amount } } }',
  ]) {
    for (const rows of [
      `events(first: 1) { nodes { unusedCount ${below} } }`,
      `venues(first: 1) { nodes { unusedCount } }`,
    ]) {
      const { unusedQueue } = await api.ask(
        `query ($filter: UnusedQueueFilter) { unusedQueue(filter: $filter) { page: ${rows} } }`,
        { filter },
      );
      expect(unusedQueue.page.nodes).toHaveLength(1);
    }
  }
});
