import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';

const CREATE = `mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } userErrors { __typename } } }`;
const CONFIRM = `mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { orders { id } userErrors { __typename } } }`;
const UPDATE = `mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { event { endsAt } userErrors { __typename } } }`;

jest.setTimeout(30_000);

let app: TestApp;
const lines: string[] = [];
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'info' }, { out: { write: (line) => void lines.push(line) } });
});
afterAll(() => app.close());

async function draft(world: World, api: ApiClient, groups: TicketGroup[]): Promise<object> {
  const recipient = await world.user('EMPLOYEE');
  const usage = await world.usageCategory();
  const assignments = groups.map((group) => ({
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 1,
    recipientId: world.id('User', recipient),
    usageCategoryId: world.id('UsageCategory', usage),
  }));
  const { createBackfill } = await api.ask(CREATE, { input: { assignments } });
  return { backfillId: createBackfill.backfill.id, expectedVersion: createBackfill.backfill.version };
}

test('an event moves away while its tickets are confirmed: no deadlock, and whoever comes after it is refused', async () => {
  const world = await app.world();
  const { api } = await world.actor('INVENTORY_MANAGER');
  const outcomes = new Map<string, number>();
  for (let round = 0; round < 4; round += 1) {
    const event = await world.event();
    const groups: TicketGroup[] = [];
    for (let count = 0; count < 4; count += 1) groups.push(await world.ticketGroup({ event, quantity: 6 }));
    const drafts: object[] = [];
    for (let count = 0; count < 6; count += 1) drafts.push(await draft(world, api, groups));
    const input = { eventId: world.id('Event', event), expectedVersion: 1, localDate: world.day(3) };
    const [moved, ...confirmed] = await Promise.all([
      api.ask(UPDATE, { input }),
      ...drafts.map(async (one) => (await api.ask(CONFIRM, { input: one })).confirmBackfill),
    ]);
    expect(moved.updateEvent.userErrors).toEqual([]);
    for (const { orders, userErrors } of confirmed) {
      const outcome = orders.length === 4 ? 'confirmed' : userErrors[0].__typename;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const rows = await world.write((tx) =>
      tx.rows<{ ends: Date; unresolved_count: number }>(
        'SELECT event_ends_at AS ends, unresolved_count FROM ticket_groups WHERE event_id = $1',
        [event.id],
      ),
    );
    const left = 6 - confirmed.filter(({ orders }) => orders.length === 4).length;
    expect(rows).toEqual(Array(4).fill({ ends: new Date(moved.updateEvent.event.endsAt), unresolved_count: left }));
  }
  // Six drafts, six confirms and one change in each round; a deadlock would have made one of them run again, which its line would say.
  const raced = lines.filter((line) => line.includes('"operationType":"mutation"'));
  expect(raced).toHaveLength(4 * 13);
  expect(raced.filter((line) => line.includes('"retries"'))).toEqual([]);
  expect([...outcomes.keys()].filter((outcome) => !['confirmed', 'NotInUnusedQueue'].includes(outcome))).toEqual([]);
});
