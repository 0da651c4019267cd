import { expect, test } from '@jest/globals';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { CONFIRM, CREATE } from './backfills.documents.ts';

/** What a confirm made is read after its COMMIT. */

let api: ApiClient;
newWorldForEachTest(async () => {
  ({ api } = await world.actor('TICKET_MANAGER'));
});

async function countOrders(): Promise<number> {
  const [row] = await world.write((tx) =>
    tx.rows<{ n: number }>('SELECT count(*)::int AS n FROM orders WHERE organization_id = $1', [tx.organizationId]),
  );
  return row?.n ?? -1;
}

test('where what a confirm made cannot be read afterwards, it is made all the same, and asking again tells', async () => {
  const line = {
    ticketGroupId: world.id('TicketGroup', await world.ticketGroup({ quantity: 2 })),
    quantity: 2,
    recipientId: world.id('User', await world.user('EMPLOYEE')),
    usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line] } })).createBackfill;
  const input = { backfillId: backfill.id, expectedVersion: 1 };
  app.database.onStatement = (text) => {
    if (/^SELECT.* FROM "orders"/s.test(text)) throw new Error('The database went away.');
  };
  try {
    const { data, errors } = await api.send(CONFIRM, { input });
    expect(data).toBeNull();
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['INTERNAL']));
  } finally {
    app.database.onStatement = undefined;
  }
  expect(await countOrders()).toBe(1);
  const { userErrors, orders } = (await api.ask(CONFIRM, { input })).confirmBackfill;
  expect({ userErrors, orders }).toMatchObject({ userErrors: [], orders: [{ ticketCount: 2 }] });
  expect(await countOrders()).toBe(1);
  await expectExactCounters(world);
});
