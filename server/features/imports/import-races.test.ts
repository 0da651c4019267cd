import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { wrongGroups } from './on-file.ts';
import { inventory, load } from './test-files.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const ROUNDS = 8;

test('an import that lowers a quantity and a backfill of the same tickets never both get them', async () => {
  const world = await app.world();
  await world.venue({ name: 'Hall' });
  const { user, api } = await world.actor('TICKET_MANAGER');
  const usage = await world.usageCategory();
  const outcomes: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const lot = (quantity: number) =>
      inventory(`Game ${round},Hall,07/10/2026,1:00PM,Lot G,,,,${quantity},Parking,,,,,`);
    await load(app, world, { INVENTORY: lot(6) });
    const group = await newestGroup(world);
    const assignment = {
      ticketGroupId: world.id('TicketGroup', group),
      quantity: 4,
      recipientId: world.id('User', user),
      usageCategoryId: world.id('UsageCategory', usage),
    };
    const { createBackfill } = await api.ask(CREATE, { input: { assignments: [assignment] } });
    expect(createBackfill.userErrors).toEqual([]);
    const { id: backfillId, version: expectedVersion } = createBackfill.backfill;
    const [imported, confirmed] = await Promise.all([
      load(app, world, { INVENTORY: lot(3) }),
      api.ask(CONFIRM, { input: { backfillId, expectedVersion } }),
    ]);
    const isLowered = imported.errorCount === 0;
    const isConfirmed = confirmed.confirmBackfill.userErrors.length === 0;
    expect([isLowered, isConfirmed].filter(Boolean)).toHaveLength(1);
    expect(await newestGroup(world)).toMatchObject(
      isLowered ? { heldCount: 3, unresolvedCount: 3 } : { heldCount: 6, unresolvedCount: 2 },
    );
    outcomes.push(isLowered ? 'import' : 'backfill');
  }
  expect(outcomes).toHaveLength(ROUNDS);
  expect(await wrongGroups(world)).toEqual([]);
});

test('the same file imported several times at once is loaded once', async () => {
  const world = await app.world();
  await world.venue({ name: 'Hall' });
  const text = inventory(
    'Gala,Hall,07/10/2026,1:00PM,Suite 1,,1,6,6,Suite,10.00,USD,,,',
    'Gala,Hall,07/10/2026,1:00PM,Lot G,,,,5,Parking,,,,,',
  );
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => load(app, world, { INVENTORY: text })));
  expect(outcomes.map(({ errors }) => errors)).toEqual([[], [], [], []]);
  expect(outcomes.map(({ preview }) => preview.tickets.created).sort()).toEqual([0, 0, 0, 11]);
  expect(await wrongGroups(world)).toEqual([]);
});

const CREATE = `mutation ($input: CreateBackfillInput!) {
  createBackfill(input: $input) { backfill { id version } userErrors { __typename } }
}`;
const CONFIRM = `mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { userErrors { __typename } } }`;

async function newestGroup(world: World): Promise<TicketGroup> {
  const groups = await world.write((tx) =>
    tx.manager.find(TicketGroup, { where: { organizationId: world.organizationId }, order: { id: 'DESC' }, take: 1 }),
  );
  const [group] = groups;
  if (!group) throw new Error('There is no group.');
  return group;
}
