import { setImmediate } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { heldOpen } from '../../test/held-open.ts';
import { someoneWaits } from '../../test/someone-waits.ts';
import { sumUpGroups } from './sum-up-groups.ts';
import { SumsScene } from './sums-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

/** Real transactions against each other on real PostgreSQL. */

jest.setTimeout(60_000);

let scene: SumsScene;
newWorldForEachTest(
  async () => {
    scene = await SumsScene.create(app, world);
  },
  { DATABASE_POOL_SIZE: '20' },
);

const sumUpOne = (tx: WriteTransaction, lock?: Parameters<typeof sumUpGroups>[3]) =>
  sumUpGroups(tx, app.clock.now(), 1, lock);

test('confirms and summing up beside each other: at every moment the kept sums are those of all groups', async () => {
  const events = [await world.event(), await world.event()];
  const groups = await Promise.all([0, 1, 2, 3].map((n) => world.ticketGroup({ event: events[n % 2], quantity: 15 })));
  const drafts: { id: string; version: number }[] = [];
  for (let count = 0; count < 60; count += 1) drafts.push(await scene.draft({ id: groups[count % 4]?.id ?? '' }, 1));
  let isDone = false;
  const looked = new Set<number>();
  let looks = 0;
  const look = async (): Promise<void> => {
    while (!isDone) {
      looked.add((await scene.look()).ticketCount);
      looks += 1;
    }
  };
  let summedUp = 0;
  const sumUp = async (): Promise<void> => {
    while (!isDone) summedUp += await scene.sumUp();
  };
  const confirm = async (): Promise<void> => {
    for (let draft = drafts.pop(); draft; draft = drafts.pop()) {
      await scene.confirm(draft);
      // Not all done before anybody looks, however slow looking is.
      const seen = looks;
      while (drafts.length % 6 === 0 && looks < seen + 2) await setImmediate();
    }
  };
  const beside = [look(), look(), sumUp(), sumUp()];
  await Promise.all([confirm(), confirm(), confirm(), confirm(), confirm(), confirm()]);
  isDone = true;
  await Promise.all(beside);
  expect(await scene.look()).toMatchObject({ eventCount: 0, ticketCount: 0 });
  // It was looked at, and summed up, while something happened.
  expect(looked.size).toBeGreaterThan(5);
  expect(summedUp).toBeGreaterThan(10);
});

test('a group that somebody is writing to is left for the next time, and nobody waits', async () => {
  const [held, free] = [await world.ticketGroup({ quantity: 2 }), await world.ticketGroup({ quantity: 1 })];
  const writer = await heldOpen(world, (tx) =>
    tx.execute('SELECT FROM ticket_groups WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      tx.organizationId,
      held.id,
    ]),
  );
  expect(await scene.sumUp()).toBe(1);
  expect(await scene.look()).toMatchObject({ eventCount: 2, ticketCount: 3 });
  await writer.commit();
  expect(await scene.sumUp()).toBe(1);
  await scene.backfill(free, 1);
  expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 2 });
});

test('of two that sum up, one waits, so that an event whose groups they share is counted once', async () => {
  const event = await world.event();
  await world.ticketGroup({ event, quantity: 1 });
  await world.ticketGroup({ event, quantity: 1 });
  const first = await heldOpen(world, sumUpOne);
  const second = world.write(sumUpOne);
  await someoneWaits(app);
  await first.commit();
  expect(await second).toBe(1);
  expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 2 });
});

test('control: without the lock it is counted twice', async () => {
  world.excuseRecords('The lock that keeps them right is taken out.');
  const event = await world.event();
  await world.ticketGroup({ event, quantity: 1 });
  await world.ticketGroup({ event, quantity: 1 });
  const first = await heldOpen(world, sumUpOne);
  const second = world.write((tx) => sumUpOne(tx, async () => undefined));
  await someoneWaits(app);
  await first.commit();
  expect(await second).toBe(1);
  expect(await scene.kept()).toMatchObject({ eventCount: 2, ticketCount: 2 });
});
