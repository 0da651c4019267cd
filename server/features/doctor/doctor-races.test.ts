import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { someoneWaits } from '../../test/someone-waits.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { CONFIRM, CREATE } from '../backfills/backfills.documents.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { examine } from './examine.ts';
import { repair } from './repair.ts';
import { lockGroupsOfEvents, repairGroups } from './repair-groups.ts';

/** Repairs against real confirms on real PostgreSQL. */

jest.setTimeout(60_000);

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '20' });
});
beforeEach(async () => {
  world = await app.world();
});
afterAll(() => app.close());

/** As if somebody had counted too much, over and over. */
const DAMAGE = `
  UPDATE ticket_groups SET held_count = held_count + 1, unresolved_count = unresolved_count + 1, unresolved_value = unresolved_value + 7
  WHERE organization_id = $1 AND id = $2`;

const damage = (group: { id: string }): Promise<number> =>
  world.write((tx) => tx.execute(DAMAGE, [tx.organizationId, group.id]));

const look = () => app.database.read(world.organizationId, (tx) => examine(tx, 1000));

async function repairOnce(): Promise<number> {
  const options = { now: app.clock.now(), tried: new Set<string>() };
  return repair(app.database, world.organizationId, await look(), options);
}

test('confirms, damage and repairs at once: every confirm is counted, no ticket is given twice, nothing is left to repair', async () => {
  const { api } = await world.actor('TICKET_MANAGER');
  const recipientId = world.id('User', await world.user('EMPLOYEE'));
  const usageCategoryId = world.id('UsageCategory', await world.usageCategory());
  const event = await world.event();
  const groups: TicketGroup[] = [];
  for (let count = 0; count < 4; count += 1) groups.push(await world.ticketGroup({ event, quantity: 30 }));
  const drafts: { id: string; version: number }[] = [];
  for (let count = 0; count < 48; count += 1) {
    const lines = count % 2 === 0 ? groups : [...groups].reverse();
    const assignments = lines.slice(0, 2).map((group) => {
      const ticketGroupId = world.id('TicketGroup', group);
      return { ticketGroupId, quantity: 1, recipientId, usageCategoryId };
    });
    drafts.push((await api.ask(CREATE, { input: { assignments } })).createBackfill.backfill);
  }
  let isConfirming = true;
  const repairing = (async () => {
    let repaired = 0;
    for (let turn = 0; isConfirming; turn += 1) {
      await Promise.all(groups.map(damage));
      repaired += await repairOnce();
    }
    return repaired;
  })();
  const confirming = Array.from({ length: 6 }, async (_, worker) => {
    const answers = [];
    for (const { id, version } of drafts.filter((_draft, index) => index % 6 === worker)) {
      answers.push((await api.ask(CONFIRM, { input: { backfillId: id, expectedVersion: version } })).confirmBackfill);
    }
    return answers;
  });
  const answers = (await Promise.all(confirming)).flat();
  isConfirming = false;
  expect(await repairing).toBeGreaterThan(4);
  await repairOnce();

  expect(answers.map(({ userErrors }) => userErrors)).toEqual(Array(48).fill([]));
  await expectExactCounters(world);
  const counters = await world.write((tx) =>
    tx.rows(
      `SELECT held_count AS held, unresolved_count AS unresolved, unresolved_value AS value FROM ticket_groups
       WHERE organization_id = $1 ORDER BY id`,
      [tx.organizationId],
    ),
  );
  // 24 drafts take one ticket of each of two groups, and 24 of each of the two others.
  expect(counters).toEqual(Array(4).fill({ held: 30, unresolved: 6, value: '600.00' }));
  const given = await world.write((tx) =>
    tx.rows(
      'SELECT count(*)::int AS tickets, count(DISTINCT ticket_id)::int AS distinct FROM order_tickets WHERE organization_id = $1',
      [tx.organizationId],
    ),
  );
  expect(given).toEqual([{ tickets: 96, distinct: 96 }]);
});

/** Takes a ticket as a confirm does, and repairs the group after that has begun and before it commits. */
async function repairDuring(lock: typeof lockGroupsOfEvents): Promise<TicketGroup> {
  const group = await world.ticketGroup({ quantity: 3 });
  const [ticket] = group.tickets;
  const recipient = await world.user('EMPLOYEE');
  await damage(group);
  let repairing: Promise<number> = Promise.resolve(0);
  await world.write(async (tx) => {
    await tx.execute('SELECT FROM ticket_groups WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      tx.organizationId,
      group.id,
    ]);
    repairing = app.database.write(world.organizationId, (other) =>
      repairGroups(other, [group.id], app.clock.now(), lock),
    );
    await someoneWaits(app);
    await tx.execute(`UPDATE tickets SET state = 'ORDERED' WHERE organization_id = $1 AND id = $2`, [
      tx.organizationId,
      ticket?.id,
    ]);
    await tx.execute(
      `UPDATE ticket_groups SET unresolved_count = unresolved_count - 1, unresolved_value = unresolved_value - 100
       WHERE organization_id = $1 AND id = $2`,
      [tx.organizationId, group.id],
    );
    await tx.execute(
      `INSERT INTO orders (organization_id, id, number, status, event_id, ticket_group_id, recipient_id, created_at)
       VALUES ($1, $2, 'RACE0001', 'ORDERED', $3, $4, $5, now())`,
      [tx.organizationId, group.id, group.eventId, group.id, recipient.id],
    );
    await tx.execute(
      'INSERT INTO order_tickets (organization_id, order_id, ticket_id, position) VALUES ($1, $2, $3, 0)',
      [tx.organizationId, group.id, ticket?.id],
    );
  });
  await repairing;
  return group;
}

test('a repair that meets a confirm half-way waits for it, and counts what it left', async () => {
  await repairDuring(lockGroupsOfEvents);
  expect(await look()).toEqual([]);
});

test('control: without the locks the same repair writes what was true before the confirm', async () => {
  world.excuseRecords('The control leaves a wrong counter.');
  const group = await repairDuring(async () => undefined);
  expect(await look()).toMatchObject([{ check: { name: 'wrong counters' }, total: 1, findings: [{ id: group.id }] }]);
});
