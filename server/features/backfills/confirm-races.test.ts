import { expect, test } from '@jest/globals';
import { contextOf } from '../../test/context-of.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import type { ApiClient, GraphqlAnswer } from '../../test/api-client.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import { CONFIRM, CREATE } from './backfills.documents.ts';
import { lockTicketGroups } from './lock-ticket-groups.ts';
import { confirmBackfill } from './confirm-backfill.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

/** Real transactions against each other on real PostgreSQL. */

let api: ApiClient;
let manager: User;
let recipient: User;
let category: UsageCategory;
newWorldForEachTest(
  async () => {
    ({ user: manager, api } = await world.actor('TICKET_MANAGER'));
    recipient = await world.user('EMPLOYEE');
    category = await world.usageCategory();
  },
  { DATABASE_POOL_SIZE: '20' },
);

interface Draft {
  id: string;
  version: number;
}

async function draft(groups: { id: string }[], quantity: number, client = api): Promise<Draft> {
  const assignments = groups.map((group) => ({
    ticketGroupId: world.id('TicketGroup', group),
    quantity,
    recipientId: world.id('User', recipient),
    usageCategoryId: world.id('UsageCategory', category),
  }));
  const { backfill, userErrors } = (await client.ask(CREATE, { input: { assignments } })).createBackfill;
  expect(userErrors).toEqual([]);
  return backfill;
}

async function confirm({ id, version }: Draft, client = api): Promise<GraphqlAnswer['data']> {
  return (await client.ask(CONFIRM, { input: { backfillId: id, expectedVersion: version } })).confirmBackfill;
}

async function countRows(table: string): Promise<number> {
  const [row] = await world.write((tx) =>
    tx.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE organization_id = $1`, [
      world.organizationId,
    ]),
  );
  return row?.n ?? -1;
}

test('two administrators confirm the same last tickets: one wins, the other gets the fresh count and keeps the draft', async () => {
  const group = await world.ticketGroup({ seats: [1, 2] });
  const second = await world.actor('TICKET_MANAGER');
  const drafts = [await draft([group], 2), await draft([group], 2, second.api)] as const;
  const payloads = await Promise.all([confirm(drafts[0]), confirm(drafts[1], second.api)]);
  const [winner, loser] = payloads[0].userErrors.length === 0 ? payloads : [payloads[1], payloads[0]];
  expect(winner.orders).toHaveLength(1);
  expect(loser.userErrors).toMatchObject([{ __typename: 'NotEnoughUnusedTickets', requested: 2, unusedCount: 0 }]);
  expect(loser.backfill).toMatchObject({ status: 'DRAFT', ticketCount: 2 });
  expect(await countRows('orders')).toBe(1);
  await expectExactCounters(world);
});

test('the same confirm 8 times in parallel answers 8 times the same and makes one set of orders', async () => {
  const backfill = await draft(
    [await world.ticketGroup({ seats: [1, 2, 3] }), await world.ticketGroup({ quantity: 3 })],
    2,
  );
  const payloads = await Promise.all(Array.from({ length: 8 }, () => confirm(backfill)));
  for (const payload of payloads) expect(payload).toEqual(payloads[0]);
  expect(payloads[0].orders).toHaveLength(2);
  expect(await countRows('orders')).toBe(2);
  expect(await countRows('order_tickets')).toBe(4);
  expect(await countRows('audit_entries')).toBe(4);
  await expectExactCounters(world);
});

test('20 backfills over 10 tickets: exactly 10 are confirmed, no ticket twice', async () => {
  const group = await world.ticketGroup({ quantity: 10 });
  const drafts = await Promise.all(Array.from({ length: 20 }, () => draft([group], 1)));
  const payloads = await Promise.all(drafts.map((backfill) => confirm(backfill)));
  expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(10);
  for (const { userErrors } of payloads) {
    if (userErrors.length > 0)
      expect(userErrors).toMatchObject([{ __typename: 'NotEnoughUnusedTickets', unusedCount: 0 }]);
  }
  expect(await countRows('order_tickets')).toBe(10);
  await expectExactCounters(world);
});

test('backfills over several groups in opposite order do not block each other', async () => {
  const groups = [
    await world.ticketGroup({ quantity: 16 }),
    await world.ticketGroup({ quantity: 16 }),
    await world.ticketGroup({ quantity: 16 }),
  ];
  const drafts = await Promise.all(
    Array.from({ length: 16 }, (_, index) => draft(index % 2 === 0 ? groups : [...groups].reverse(), 1)),
  );
  const payloads = await Promise.all(drafts.map((backfill) => confirm(backfill)));
  expect(payloads.every(({ userErrors }) => userErrors.length === 0)).toBe(true);
  expect(await countRows('order_tickets')).toBe(48);
  await expectExactCounters(world);
});

/** Confirms n drafts over the same seats at once, past GraphQL, and returns how many failed with an exception. */
async function failuresOfRace(lock: typeof lockTicketGroups): Promise<number> {
  const group = await world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6, 7, 8] });
  const drafts = await Promise.all(Array.from({ length: 8 }, () => draft([group], 1)));
  const outcomes = await Promise.allSettled(
    drafts.map((backfill) => {
      const ctx = contextOf(app, world, { id: manager.id, role: 'TICKET_MANAGER' });
      return confirmBackfill({ backfillId: backfill.id, expectedVersion: backfill.version }, ctx, lock);
    }),
  );
  return outcomes.filter(({ status }) => status === 'rejected').length;
}

test('control: with the lock all 8 confirms of one group succeed; without it the same race fails', async () => {
  expect(await failuresOfRace(lockTicketGroups)).toBe(0);
  expect(await countRows('order_tickets')).toBe(8);
  expect(await failuresOfRace(async () => undefined)).toBeGreaterThan(0);
  // The nets below the lock held all the same: nobody got a ticket twice.
  await expectExactCounters(world);
});
