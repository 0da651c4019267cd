import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const PAGE = `{ unusedQueue {
  events { nodes { event { venue { name } } ticketGroups { nodes { ticketLocation { name } ticketCategory { name } } } } }
  venues { nodes { venue { name } ticketLocations { nodes { ticketLocation { name } } } } }
} }`;

test('names that are kept follow every change at once', async () => {
  const world = await app.world();
  const { api } = await world.actor('SUPER_USER');
  const venue = await world.venue({ name: 'Old Hall' });
  const category = await world.ticketCategory('Old Suite');
  const event = await world.event({ venue });
  const suite = await world.ticketLocation(venue.id, 'Suite 1');
  await world.ticketGroup({ event, category, location: suite });
  const names = async (): Promise<unknown> => {
    const { events, venues } = (await api.ask(PAGE)).unusedQueue;
    const [{ event: first, ticketGroups }] = events.nodes;
    const groups = ticketGroups.nodes.map((group: { ticketLocation: Named; ticketCategory: Named }) => [
      group.ticketLocation.name,
      group.ticketCategory.name,
    ]);
    return [first.venue.name, groups, venues.nodes.map((row: { venue: Named }) => row.venue.name)];
  };
  expect(await names()).toEqual(['Old Hall', [['Suite 1', 'Old Suite']], ['Old Hall']]);

  await api.ask(
    'mutation ($id: ID!) { updateVenue(input: { venueId: $id, expectedVersion: 1, name: "New Hall" }) { userErrors { __typename } } }',
    { id: world.id('Venue', venue) },
  );
  expect(await names()).toEqual(['New Hall', [['Suite 1', 'Old Suite']], ['New Hall']]);

  await api.ask(
    'mutation ($id: ID!) { updateTicketCategory(input: { ticketCategoryId: $id, expectedVersion: 1, name: "New Suite" }) { userErrors { __typename } } }',
    { id: world.id('TicketCategory', category) },
  );
  expect(await names()).toEqual(['New Hall', [['Suite 1', 'New Suite']], ['New Hall']]);

  const lower = await world.ticketLocation(venue.id, 'Lower 2');
  await world.ticketGroup({ event, category, location: lower });
  expect(await names()).toEqual([
    'New Hall',
    [
      ['Lower 2', 'New Suite'],
      ['Suite 1', 'New Suite'],
    ],
    ['New Hall'],
  ]);
});

test('a ticket location, which is kept for good, cannot be changed', async () => {
  const world = await app.world();
  const venue = await world.venue();
  const location = await world.ticketLocation(venue.id);
  await expect(
    world.write((tx) =>
      tx.execute('UPDATE ticket_locations SET section = $3 WHERE organization_id = $1 AND id = $2', [
        world.organizationId,
        location.id,
        'Elsewhere',
      ]),
    ),
  ).rejects.toThrow(/permission denied/);
});

interface Named {
  name: string;
}
