import { describe, expect, jest, test } from '@jest/globals';
import { seeded } from '../../test/random-values.ts';
import type { SeededGroup } from '../../test/seed-ticket-group.ts';
import type { World } from '../../test/world.ts';
import { Event } from '../events/event.entity.ts';
import { inventory, load } from '../imports/test-files.ts';
import { sumUpGroups } from './sum-up-groups.ts';
import { SumsScene } from './sums-scene.ts';
import { keptTotals, unusedTotals, unusedValues } from './unused-sums.reads.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

jest.setTimeout(120_000);

let scene: SumsScene;
newWorldForEachTest(async () => {
  scene = await SumsScene.create(app, world);
});

const dollars = (amount: string) => ({ amount, currency: 'USD' });

/** How many rows each way of asking reads groups with, told by what is sent. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  app.database.onStatement = (text) => void sent.push(text);
  await work();
  app.database.onStatement = undefined;
  return sent.filter((text) => text.includes('ticket_groups'));
}

describe('the kept sums', () => {
  test('are those of all groups before anything was summed up, and after', async () => {
    const event = await world.event();
    await world.ticketGroup({ event, seats: [1, 2, 3], faceValue: '10.50' });
    await world.ticketGroup({ event, quantity: 2, faceValue: null });
    await world.ticketGroup({ quantity: 0 });
    await world.ticketGroup({ event: await world.event({ localDate: world.day(3) }) });
    const totals = {
      eventCount: 1,
      venueCount: 1,
      ticketCount: 5,
      ticketsWithoutValue: 2,
      faceValue: [dollars('31.50')],
    };
    expect(await scene.look()).toMatchObject(totals);
    expect(await scene.sumUp()).toBe(2);
    expect(await scene.look()).toMatchObject(totals);
    expect(await scene.sumUp()).toBe(0);
  });

  test('of an organization without tickets are none', async () => {
    const none = { eventCount: 0, venueCount: 0, ticketCount: 0, ticketsWithoutValue: 0, faceValue: [] };
    expect(await scene.look()).toMatchObject(none);
    expect(await scene.sumUp()).toBe(0);
    expect(await scene.look()).toMatchObject(none);
  });

  test('hold after a confirm, also of the last ticket of a group and of an event, and after tickets come back', async () => {
    const event = await world.event();
    const group = await world.ticketGroup({ event, seats: [1, 2, 3] });
    const last = await world.ticketGroup({ event, seats: [1] });
    await scene.sumUp();
    await scene.backfill(group, 1);
    expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 3, faceValue: [dollars('300.00')] });
    const order = await scene.order(group, 2);
    expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 1 });
    await scene.sumUp();
    await scene.backfill(last, 1);
    expect(await scene.look()).toMatchObject({ eventCount: 0, venueCount: 0, ticketCount: 0, faceValue: [] });
    await scene.sumUp();
    expect(await scene.look()).toMatchObject({ eventCount: 0, ticketCount: 0 });
    await order.giveBack();
    expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 2 });
    expect(await scene.sumUp()).toBe(1);
    expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 2 });
  });

  test('hold when an event that was summed up is cancelled, put off, and takes place after all', async () => {
    const event = await world.event();
    await world.ticketGroup({ event, seats: [1, 2] });
    await world.ticketGroup({ event, seats: [1] });
    await world.ticketGroup({ quantity: 1 });
    await scene.sumUp();
    for (const isSummedUp of [false, true]) {
      const look = async (ticketCount: number): Promise<void> => {
        if (isSummedUp) await scene.sumUp();
        expect(await scene.look()).toMatchObject({ eventCount: ticketCount > 1 ? 2 : 1, ticketCount });
      };
      await scene.update(event, { status: 'CANCELLED' });
      await look(1);
      await scene.update(event, { status: 'SCHEDULED' });
      await look(4);
      await scene.update(event, { localDate: world.day(20) });
      await look(1);
      await scene.update(event, { localDate: world.day(-30) });
      await look(4);
      await scene.update(event, { localDate: world.day(2) });
      await look(1);
      app.clock.advance({ minutes: 3 * 1440 });
      await look(4);
      await scene.update(event, { localDate: world.day(-5) });
    }
  });

  test('hold when an event ends between summing up and reading', async () => {
    await world.ticketGroup({ event: await world.event({ localDate: '2026-07-20', localTime: '19:00' }), quantity: 3 });
    await world.ticketGroup({ quantity: 2 });
    expect(await scene.sumUp()).toBe(1);
    app.clock.set('2026-07-21T02:59:59.999Z');
    expect(await scene.look()).toMatchObject({ eventCount: 1, ticketCount: 2 });
    app.clock.set('2026-07-21T03:00:00.000Z');
    expect(await scene.look()).toMatchObject({ eventCount: 2, ticketCount: 5 });
    expect(await scene.sumUp()).toBe(1);
    expect(await scene.look()).toMatchObject({ eventCount: 2, ticketCount: 5 });
  });

  test('are kept for each currency, and follow an import that states another one', async () => {
    await world.venue({ name: 'Hall' });
    const row = (seats: string, quantity: number, value: string) =>
      `Gala,Hall,07/10/2026,7:00PM,Suite 1,,${seats},${quantity},Suite,${value},,,`;
    await load(app, world, { INVENTORY: inventory(row('1,6', 6, '100.00,USD'), row('7,8', 2, '100.00,USD')) });
    await world.ticketGroup({ seats: [1], faceValue: '5.00', currency: 'EUR' });
    await scene.sumUp();
    expect((await scene.look()).faceValue).toEqual([{ amount: '5.00', currency: 'EUR' }, dollars('800.00')]);
    await load(app, world, { INVENTORY: inventory(row('1,8', 8, '2.00,MXN')) });
    const changed = [
      { amount: '5.00', currency: 'EUR' },
      { amount: '16.00', currency: 'MXN' },
    ];
    expect((await scene.look()).faceValue).toEqual(changed);
    expect(await scene.sumUp()).toBe(1);
    expect((await scene.look()).faceValue).toEqual(changed);
  });

  test('give the values of venues and ticket locations', async () => {
    const event = await world.event();
    const group = await world.ticketGroup({ event, seats: [1, 2, 3], faceValue: '20.00' });
    await world.ticketGroup({ event, quantity: 2, faceValue: null });
    await scene.sumUp();
    await scene.backfill(group, 1);
    const read = () => scene.read((tx) => unusedValues(tx, scene.query(), 'venue_id', [event.venueId]));
    expect(await read()).toEqual([{ faceValue: [dollars('40.00')], ticketsWithoutValue: 2 }]);
    expect((await statementsOf(read)).map((text) => text.includes('unused_sums'))).toEqual([true]);
    const location = await scene.read((tx) =>
      unusedValues(tx, scene.query(), 'ticket_location_id', [group.ticketLocationId]),
    );
    expect(location).toEqual([{ faceValue: [dollars('40.00')], ticketsWithoutValue: 0 }]);
  });
});

describe('all groups are gone through', () => {
  const read = () => scene.read((tx) => unusedTotals(tx, scene.query()));

  test('by a reader for whom an event that is summed up has not ended', async () => {
    await world.ticketGroup({ event: await world.event({ localDate: '2026-07-19' }), quantity: 3 });
    await world.ticketGroup({ event: await world.event({ localDate: '2026-07-10' }), quantity: 1 });
    await scene.sumUp();
    expect((await statementsOf(read)).length).toBe(1);
    app.clock.set('2026-07-19T12:00:00.000Z');
    expect(await scene.kept()).toBeUndefined();
    expect(await read()).toMatchObject({ eventCount: 1, ticketCount: 1 });
    expect((await statementsOf(read)).length).toBe(2);
  });

  test('where more groups are not summed up than are worth looking at one by one', async () => {
    const keptOf = (most: number) => scene.read((tx) => keptTotals(tx, scene.query(), most));
    const event = await world.event();
    for (let count = 0; count < 4; count += 1) await world.ticketGroup({ event, quantity: 1 });
    expect(await keptOf(4)).toMatchObject({ eventCount: 1, ticketCount: 4 });
    expect(await keptOf(3)).toBeUndefined();
    await scene.sumUp();
    expect(await keptOf(0)).toMatchObject({ eventCount: 1, ticketCount: 4 });
  });
});

test('groups are summed up some at a time, and the sums hold in between', async () => {
  const events = [await world.event(), await world.event()];
  for (let count = 0; count < 6; count += 1) await world.ticketGroup({ event: events[count % 2], quantity: 1 });
  for (const count of [4, 2, 0]) {
    expect(await world.write((tx) => sumUpGroups(tx, app.clock.now(), 4))).toBe(count);
    expect(await scene.look()).toMatchObject({ eventCount: 2, ticketCount: 6 });
  }
});

test('whatever happens, in whatever order, the kept sums are those of all groups', async () => {
  const random = seeded(20_260_720);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const venues = [
    await world.venue({ name: 'Ash' }),
    await world.venue({ name: 'Birch' }),
    await world.venue({ name: 'Cedar' }),
  ];
  const locations = new Map<string, Awaited<ReturnType<World['ticketLocation']>>[]>();
  for (const { id } of venues) locations.set(id, [await world.ticketLocation(id), await world.ticketLocation(id)]);
  const events: Event[] = [];
  const groups: SeededGroup[] = [];
  const orders: { giveBack(): Promise<void> }[] = [];
  const left = async (group: SeededGroup): Promise<{ count: number; isPast: boolean }> => {
    const [row] = await world.write((tx) =>
      tx.rows<{ count: number; isPast: boolean }>(
        `SELECT unresolved_count AS count, (event_ends_at <= $3) IS TRUE AS "isPast" FROM ticket_groups WHERE organization_id = $1 AND id = $2`,
        [tx.organizationId, group.id, app.clock.now()],
      ),
    );
    return row ?? { count: 0, isPast: false };
  };
  const steps: Record<string, () => Promise<unknown>> = {
    async event() {
      events.push(await world.event({ venue: pick(venues), localDate: world.day(Math.floor(random() * 12) - 8) }));
    },
    async group() {
      const { organizationId, id } = pick(events);
      const event = await world.write((tx) => tx.manager.findOneByOrFail(Event, { organizationId, id }));
      const facts = {
        quantity: Math.floor(random() * 9),
        faceValue: pick(['12.34', '0.00', null]),
        currency: pick(['USD', 'EUR']),
      };
      groups.push(await world.ticketGroup({ event, location: pick(locations.get(event.venueId) ?? []), ...facts }));
    },
    async backfill() {
      const group = pick(groups);
      const { count, isPast } = await left(group);
      if (isPast && count > 0) await scene.backfill(group, 1 + Math.floor(random() * count));
    },
    async order() {
      const group = pick(groups);
      const { count } = await left(group);
      if (count > 0) orders.push(await scene.order(group, 1 + Math.floor(random() * count)));
    },
    async giveBack() {
      await orders.splice(Math.floor(random() * orders.length), 1)[0]?.giveBack();
    },
    status: () =>
      scene.update(pick(events), { status: pick(['SCHEDULED', 'SCHEDULED', 'SCHEDULED', 'CANCELLED', 'POSTPONED']) }),
    move: () => scene.update(pick(events), { localDate: world.day(Math.floor(random() * 12) - 8) }),
    async wait() {
      app.clock.advance({ minutes: Math.floor(random() * 1500) });
    },
    sumUp: () => scene.sumUp(),
  };
  for (let count = 0; count < 4; count += 1) await steps.event?.();
  for (let count = 0; count < 8; count += 1) await steps.group?.();
  const seen = new Set<number>();
  for (let count = 0; count < 200; count += 1) {
    await pick(Object.values(steps))();
    seen.add((await scene.look()).ticketCount);
  }
  // The control: it was not the same all the time.
  expect(seen.size).toBeGreaterThan(15);
});
