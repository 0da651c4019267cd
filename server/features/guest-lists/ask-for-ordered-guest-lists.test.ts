import { expect, test } from '@jest/globals';
import type { EventStatus } from '../events/event.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { User } from '../people/user.entity.ts';
import { askForOrderedGuestLists } from './ask-for-ordered-guest-lists.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let recipient: User;
newWorldForEachTest(async () => {
  recipient = await world.user('EMPLOYEE');
});

async function ordered(facts: { localDate?: string; status?: EventStatus } = {}) {
  const group = await world.ticketGroup({ event: await world.event(facts), quantity: 1 });
  return world.order({ recipient, group, status: 'ORDERED' });
}

const ask = (): Promise<number> => world.write((tx) => askForOrderedGuestLists(tx, app.clock.now()));

async function rows(): Promise<{ orders: Order[]; entries: object[]; mails: object[] }> {
  return world.write(async (tx) => ({
    orders: await tx.manager.find(Order, { where: { organizationId: tx.organizationId }, order: { id: 'ASC' } }),
    entries: await tx.rows(`SELECT action, subject_id, actor_id, event_at FROM audit_entries ORDER BY id`),
    mails: await tx.rows(`SELECT kind, recipient_id FROM mails`),
  }));
}

test('orders of past scheduled events wait for their guest list, once, where the settings ask for it', async () => {
  await world.settings({ askForOrderedGuestLists: true });
  const past = [await ordered(), await ordered()];
  const others = [
    await ordered({ localDate: world.day(3) }),
    await ordered({ status: 'POSTPONED' }),
    await ordered({ status: 'CANCELLED' }),
  ];
  expect(await ask()).toBe(2);
  const { orders, entries, mails } = await rows();
  const statusOf = ({ id }: Order) => orders.find((order) => order.id === id)?.status;
  expect(past.map(statusOf)).toEqual(['CONFIRM_GUEST_LIST', 'CONFIRM_GUEST_LIST']);
  expect(others.map(statusOf)).toEqual(['ORDERED', 'ORDERED', 'ORDERED']);
  const due = orders.filter(({ dueAt }) => dueAt !== null).map(({ dueAt }) => dueAt?.toISOString());
  expect(due).toEqual(['2026-07-27T12:00:00.000Z', '2026-07-27T12:00:00.000Z']);
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({ action: 'order.guestListAsked', actor_id: null, event_at: expect.any(Date) });
  // One mail for one person, however many orders.
  expect(mails).toEqual([{ kind: 'GUEST_LIST_WAITING', recipient_id: recipient.id }]);
  const before = await rows();
  expect(await ask()).toBe(0);
  expect(await rows()).toEqual(before);
});

test('nothing is asked for by default', async () => {
  await ordered();
  const before = await rows();
  expect(await ask()).toBe(0);
  expect(await rows()).toEqual(before);
});

test('an event counts as over at its end, not before', async () => {
  await world.settings({ askForOrderedGuestLists: true });
  const event = await world.event();
  await world.order({ recipient, group: await world.ticketGroup({ event, quantity: 1 }), status: 'ORDERED' });
  app.clock.set(new Date(event.endsAt.getTime() - 1).toISOString());
  expect(await ask()).toBe(0);
  app.clock.set(event.endsAt.toISOString());
  expect(await ask()).toBe(1);
});

test('two runs at once move each order once', async () => {
  await world.settings({ askForOrderedGuestLists: true });
  for (let number = 0; number < 5; number += 1) await ordered();
  const moved = await Promise.all([ask(), ask(), ask()]);
  expect(moved.reduce((sum, count) => sum + count)).toBe(5);
  expect((await rows()).entries).toHaveLength(5);
});

test('more than a batch takes several calls', async () => {
  await world.settings({ askForOrderedGuestLists: true });
  const order = await ordered();
  const { tickets: _tickets, ...row } = order;
  const copies = Array.from({ length: 500 }, (_, index) => ({
    ...row,
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    number: String(index).padStart(8, '0'),
  }));
  await world.write((tx) => tx.manager.insert(Order, copies));
  expect([await ask(), await ask(), await ask()]).toEqual([500, 1, 0]);
});

test('such a guest list is completed like any other', async () => {
  await world.settings({ askForOrderedGuestLists: true });
  const order = await ordered();
  await ask();
  const scene = new GuestListScene(world, { user: recipient, api: await world.signedIn(recipient) }, order);
  await scene.saveAndSubmit([scene.row(0, { myself: true })]);
  expect((await scene.confirm(1)).order.status).toBe('CONFIRMED');
});
