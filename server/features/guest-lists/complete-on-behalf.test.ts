import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW } from '../../test/test-app.ts';
import { Order } from '../orders/order.entity.ts';
import { Role, type User } from '../people/user.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { CONFIRM, SAVE } from './guest-lists.documents.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const ORDERS = '{ orders { nodes { id } } myOrders { nodes { id } } viewer { openOrderCount } }';
const CREATE = 'mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } } }';
const CONFIRM_BACKFILL = `mutation ($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) { orders { id } userErrors { __typename } }
}`;

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world, { seats: [1] });
});

async function completeAs(api: ApiClient): Promise<object[]> {
  const outcomes = [await scene.save(0, [scene.row(0, { myself: true })], {}, api), await scene.submit(1, api)];
  return [...outcomes, await scene.confirm(1, api)].flatMap(({ userErrors }) => userErrors);
}

async function expectUnknown(api: ApiClient): Promise<void> {
  const before = await scene.everything();
  const { userErrors } = await scene.save(0, [], {}, api);
  expect(userErrors).toMatchObject([{ __typename: 'UnknownReference' }]);
  expect((await api.ask(ORDERS)).orders.nodes).toEqual([]);
  expect(await scene.everything()).toEqual(before);
}

describe('completing for somebody else', () => {
  test.each([Role.TICKET_MANAGER, Role.INVENTORY_MANAGER, Role.SUPER_USER])(
    'a %s saves, submits and confirms, and both names are kept',
    async (role) => {
      const other = await world.actor(role, { name: 'Olga Other' });
      expect(await completeAs(other.api)).toEqual([]);
      expect(await scene.read()).toMatchObject({
        status: 'CONFIRMED',
        confirmedBy: { name: 'Olga Other' },
        isCompletedOnBehalf: true,
        viewerCompletesOnBehalf: false,
        // "Myself" is the owner of the order, whoever says so.
        guestList: { guests: [{ guestType: 'MYSELF', name: 'Ada Example' }] },
      });
      expect((await scene.versions()).guestListVersions).toMatchObject([
        {
          savedBy: { name: 'Olga Other' },
          onBehalfOf: { name: 'Ada Example' },
          submittedBy: { name: 'Olga Other' },
          confirmedBy: { name: 'Olga Other' },
        },
      ]);
      const entries = await scene.audit();
      expect(entries.map(({ actor_id, on_behalf_of_id }) => [actor_id, on_behalf_of_id])).toEqual(
        Array.from({ length: 3 }, () => [other.user.id, scene.recipient.id]),
      );
    },
  );

  test('the recipient acts on behalf of nobody', async () => {
    expect(await completeAs(scene.api)).toEqual([]);
    expect(await scene.read()).toMatchObject({ isCompletedOnBehalf: false, viewerCompletesOnBehalf: false });
    expect((await scene.versions()).guestListVersions).toMatchObject([{ onBehalfOf: null }]);
    expect((await scene.audit()).map(({ on_behalf_of_id }) => on_behalf_of_id)).toEqual([null, null, null]);
  });

  test('uses the private contacts of whoever completes, never those of the owner', async () => {
    const { user, api } = await world.actor(Role.TICKET_MANAGER);
    const own = await world.contact(user, { name: 'Own Contact', visibility: 'PRIVATE' });
    const owners = await world.contact(scene.recipient, { name: 'Hidden Contact', visibility: 'PRIVATE' });
    const before = await scene.everything();
    const row = (contact: { id: string }) => [scene.row(0, { contactId: world.id('Contact', contact) })];
    expect((await scene.save(0, row(owners), {}, api)).userErrors).toMatchObject([{ __typename: 'UnknownReference' }]);
    expect(await scene.everything()).toEqual(before);
    expect((await scene.save(0, row(own), {}, api)).userErrors).toEqual([]);
    expect((await scene.read()).guestList.guests).toMatchObject([{ name: 'Own Contact', contact: null }]);
  });
});

describe('a proxy', () => {
  let proxy: { user: User; api: ApiClient };
  beforeEach(async () => {
    proxy = await world.actor(Role.EMPLOYEE, { name: 'Pat Proxy' });
  });

  test('sees and completes the orders of whoever is stood in for, beside the own ones', async () => {
    await world.proxy(scene.recipient, proxy.user);
    const own = await world.order({ recipient: proxy.user });
    const { orders, myOrders, viewer } = await proxy.api.ask(ORDERS);
    expect(orders.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
      [scene.orderId, world.id('Order', own)].sort(),
    );
    expect(myOrders.nodes).toEqual([{ id: world.id('Order', own) }]);
    expect(viewer.openOrderCount).toBe(1);
    const { order } = await scene.save(0, [], {}, proxy.api);
    expect(order).toMatchObject({ viewerCompletesOnBehalf: true, viewerCanConfirmGuestList: { allowed: true } });
    const outcomes = [
      await scene.save(1, [scene.row(0, { myself: true })], {}, proxy.api),
      await scene.submit(2, proxy.api),
      await scene.confirm(2, proxy.api),
    ];
    expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await scene.read()).toMatchObject({ confirmedBy: { name: 'Pat Proxy' }, isCompletedOnBehalf: true });
  });

  test('is nobody before the first day, after the last day, once ended, in the other direction and at second hand', async () => {
    await world.proxy(scene.recipient, proxy.user, { from: world.day(1), until: world.day(2) });
    await world.proxy(scene.recipient, proxy.user, { from: world.day(-9), until: world.day(-1) });
    await world.proxy(scene.recipient, proxy.user, { endedAt: new Date(NOW) });
    await world.proxy(proxy.user, scene.recipient);
    const between = await world.user(Role.EMPLOYEE);
    await world.proxy(scene.recipient, between);
    await world.proxy(between, proxy.user);
    await expectUnknown(proxy.api);
  });

  test('holds on whole days of the organization’s time zone', async () => {
    // New York is 4 hours behind: the 21st begins there at 04:00Z.
    await world.proxy(scene.recipient, proxy.user, { from: '2026-07-21', until: '2026-07-21' });
    const at = async (instant: string): Promise<ApiClient> => {
      app.clock.set(instant);
      return world.signedIn(proxy.user);
    };
    await expectUnknown(await at('2026-07-21T03:59:59Z'));
    expect((await scene.save(0, [], {}, await at('2026-07-21T04:00:00Z'))).userErrors).toEqual([]);
    expect((await scene.save(1, [], {}, await at('2026-07-22T03:59:59Z'))).userErrors).toEqual([]);
    const { userErrors } = await scene.save(2, [], {}, await at('2026-07-22T04:00:00Z'));
    expect(userErrors).toMatchObject([{ __typename: 'UnknownReference' }]);
  });
});

describe('segregation of duties', () => {
  let manager: { user: User; api: ApiClient };
  beforeEach(async () => {
    manager = await world.actor(Role.TICKET_MANAGER);
  });

  /** An order of the recipient that the manager backfilled. */
  async function backfilled(recipient: User, api: ApiClient): Promise<void> {
    const group = await world.ticketGroup({ quantity: 1 });
    const assignment = {
      ticketGroupId: world.id('TicketGroup', group),
      quantity: 1,
      recipientId: world.id('User', recipient),
      usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
    };
    const { createBackfill } = await manager.api.ask(CREATE, { input: { assignments: [assignment] } });
    const { id, version } = createBackfill.backfill;
    const input = { backfillId: id, expectedVersion: version };
    const { confirmBackfill } = await manager.api.ask(CONFIRM_BACKFILL, { input });
    expect(confirmBackfill.userErrors).toEqual([]);
    const order = await world.write(async (tx) => {
      const found = await tx.manager.findOneByOrFail(Order, {
        organizationId: tx.organizationId,
        ticketGroupId: group.id,
      });
      return Object.assign(found, { tickets: group.tickets });
    });
    scene = new GuestListScene(world, { user: recipient, api }, order);
  }

  test.each(['for somebody else', 'for themselves'])(
    'keeps whoever backfilled from confirming the list, %s, where the settings say so',
    async (whom) => {
      await world.settings({ separateConfirmer: true });
      const recipient = whom === 'for themselves' ? manager : await world.actor(Role.EMPLOYEE);
      await backfilled(recipient.user, recipient.api);
      await scene.save(0, [scene.row(0, { myself: true })], {}, manager.api);
      const { order } = await scene.submit(1, manager.api);
      const reason = 'You backfilled these tickets: somebody else has to confirm the guest list.';
      expect(order.viewerCanConfirmGuestList).toEqual({ allowed: false, reason });
      const before = await scene.everything();
      const input = { orderId: scene.orderId, expectedVersion: 1 };
      expect(await manager.api.refusal(CONFIRM, { input })).toBe('FORBIDDEN');
      expect(await scene.everything()).toEqual(before);
      const second = await world.actor(Role.TICKET_MANAGER);
      expect((await scene.confirm(1, second.api)).userErrors).toEqual([]);
    },
  );

  test('is not asked for by default', async () => {
    await backfilled(manager.user, manager.api);
    expect(await completeAs(manager.api)).toEqual([]);
  });
});

test('an employee who is no proxy and a manager who sees the order are told apart', async () => {
  const manager = await world.actor(Role.MANAGER);
  await world.write((tx) => tx.manager.update('users', { id: scene.recipient.id }, { managerId: manager.user.id }));
  const input = { orderId: scene.orderId, expectedVersion: 0, guests: [] };
  expect(await manager.api.refusal(SAVE, { input })).toBe('FORBIDDEN');
  await expectUnknown((await world.actor(Role.EMPLOYEE)).api);
  await world.proxy(scene.recipient, manager.user);
  expect((await scene.save(0, [], {}, manager.api)).userErrors).toEqual([]);
});
