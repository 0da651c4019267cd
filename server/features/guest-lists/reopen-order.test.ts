import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW } from '../../test/test-app.ts';
import { Role } from '../people/user.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { REOPEN } from './guest-lists.documents.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const NODE = 'query ($id: ID!) { node(id: $id) { ... on GuestListVersion { version } } }';

let scene: GuestListScene;
let superUser: ApiClient;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world, { seats: [1] });
  superUser = (await world.actor(Role.SUPER_USER, { name: 'Sue Super' })).api;
});

async function confirmed(): Promise<void> {
  await scene.saveAndSubmit([scene.row(0, { myself: true })]);
  await scene.confirm(1);
}

const REASON = 'The wrong colleague is on the list.';

describe('reopening a confirmed order', () => {
  test('asks for its guest list again, leaves what was confirmed as it was, and says who, when and why', async () => {
    await confirmed();
    app.clock.advance({ minutes: 5 });
    const { order, userErrors } = await scene.reopen(`  ${REASON} `, superUser);
    expect(userErrors).toEqual([]);
    expect(order).toMatchObject({
      status: 'CONFIRM_GUEST_LIST',
      submittedAt: null,
      confirmedAt: null,
      confirmedBy: null,
      dueAt: '2026-07-27T12:05:00.000Z',
      guestList: { version: 2, submittedAt: null, guests: [{ name: 'Ada Example', attendeeStatus: 'ATTENDED' }] },
      viewerCanReopen: { allowed: false, reason: expect.stringContaining('nothing to reopen') },
    });
    const { guestListVersions } = await scene.versions();
    expect(guestListVersions).toMatchObject([
      { version: 2, savedBy: { name: 'Sue Super' }, submittedAt: null, confirmedAt: null, reopenedAt: null },
      {
        version: 1,
        savedAt: NOW,
        savedBy: { name: 'Ada Example' },
        onBehalfOf: null,
        submittedAt: NOW,
        submittedBy: { name: 'Ada Example' },
        confirmedAt: NOW,
        confirmedBy: { name: 'Ada Example' },
        reopenedAt: '2026-07-20T12:05:00.000Z',
        reopenedBy: { name: 'Sue Super' },
        reopenReason: REASON,
        guests: [{ name: 'Ada Example', attendeeStatus: 'ATTENDED' }],
      },
    ]);
    expect(guestListVersions).toHaveLength(2);
    const entries = await scene.audit();
    expect(entries).toHaveLength(4);
    expect(entries[3]).toMatchObject({
      action: 'order.reopened',
      reason: REASON,
      before: { status: 'CONFIRMED', confirmedAt: NOW },
      after: { status: 'CONFIRM_GUEST_LIST', confirmedAt: null },
    });
  });

  test('lets the recipient confirm it again, changed or not, and both confirmations stay readable', async () => {
    await confirmed();
    await scene.reopen(REASON, superUser);
    // A tab from before the confirmation changes nothing by accident.
    expect((await scene.save(1, [])).userErrors).toMatchObject([{ __typename: 'StaleVersion', currentVersion: 2 }]);
    expect((await scene.confirm(2)).userErrors).toMatchObject([{ __typename: 'GuestListNotSubmitted' }]);
    app.clock.advance({ minutes: 5 });
    expect((await scene.submit(2)).userErrors).toEqual([]);
    const { order } = await scene.confirm(2);
    expect([order.status, order.confirmedAt]).toEqual(['CONFIRMED', '2026-07-20T12:05:00.000Z']);
    const { guestListVersions } = await scene.versions();
    expect(guestListVersions.map(({ confirmedAt }: { confirmedAt: string }) => confirmedAt)).toEqual([
      '2026-07-20T12:05:00.000Z',
      NOW,
    ]);
  });

  test('counts the person no longer as having attended elsewhere', async () => {
    const event = await world.event();
    const kim = { contactId: world.id('Contact', await world.contact(scene.recipient)) };
    const [first, second] = [
      await GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 1 }) }),
      await GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 1 }) }),
    ];
    for (const each of [first, second]) await each.saveAndSubmit([each.row(0, kim)]);
    await first.confirm(1);
    expect((await second.confirm(1)).userErrors).toHaveLength(1);
    await first.reopen(REASON, superUser);
    expect((await second.confirm(1)).userErrors).toEqual([]);
  });

  test('is what a Super User is told to be able to do, and nobody else', async () => {
    await confirmed();
    expect((await scene.versions(superUser)).viewerCanReopen).toEqual({ allowed: true, reason: null });
    const denied = { allowed: false, reason: expect.stringContaining('Only Super Users') };
    expect((await scene.versions()).viewerCanReopen).toEqual(denied);
  });
});

describe('reopening is refused', () => {
  async function expectRefused(reason: string, errors: object[]): Promise<void> {
    const before = await scene.everything();
    expect((await scene.reopen(reason, superUser)).userErrors).toMatchObject(errors);
    expect(await scene.everything()).toEqual(before);
  }

  test('while the guest list is not confirmed, naming the state', async () => {
    await expectRefused(REASON, [{ __typename: 'OrderNotConfirmed', status: 'CONFIRM_GUEST_LIST', path: ['orderId'] }]);
    await confirmed();
    expect((await scene.reopen(REASON, superUser)).userErrors).toEqual([]);
    await expectRefused(REASON, [{ __typename: 'OrderNotConfirmed', status: 'CONFIRM_GUEST_LIST', path: ['orderId'] }]);
  });

  test.each([
    ['without a reason', '   '],
    ['for two letters', ' no '],
    ['for a whole essay', 'x'.repeat(501)],
  ])('%s', async (_what, reason) => {
    await confirmed();
    await expectRefused(reason, [{ __typename: 'InvalidInput', path: ['reason'] }]);
  });

  test('for an order that does not exist or is of another organization', async () => {
    await confirmed();
    const elsewhere = await (await app.world()).actor(Role.SUPER_USER);
    const before = await scene.everything();
    expect((await scene.reopen(REASON, elsewhere.api)).userErrors).toMatchObject([{ __typename: 'UnknownReference' }]);
    const { reopenOrder } = await superUser.ask(REOPEN, {
      input: { orderId: world.id('Order', { id: newId() }), reason: REASON },
    });
    expect(reopenOrder).toMatchObject({ order: null, userErrors: [{ __typename: 'UnknownReference' }] });
    expect(await scene.everything()).toEqual(before);
  });

  test('for everybody but Super Users, the recipient included', async () => {
    await confirmed();
    const before = await scene.everything();
    const others = [scene.api, (await world.actor(Role.INVENTORY_MANAGER)).api];
    for (const api of others) {
      expect(await api.refusal(REOPEN, { input: { orderId: scene.orderId, reason: REASON } })).toBe('FORBIDDEN');
    }
    expect(await scene.everything()).toEqual(before);
  });
});

test('of two Super Users who reopen at once one does, 10 times out of 10', async () => {
  await confirmed();
  for (let round = 0; round < 10; round += 1) {
    const outcomes = await Promise.all([scene.reopen(REASON, superUser), scene.reopen(REASON, superUser)]);
    const errors = outcomes.flatMap(({ userErrors }) => userErrors);
    expect(errors).toMatchObject([{ __typename: 'OrderNotConfirmed' }]);
    const { version } = (await scene.read()).guestList;
    expect(version).toBe(round + 2);
    await scene.submit(version);
    await scene.confirm(version);
  }
});

test('a version is a node for those who can see its order', async () => {
  await confirmed();
  const [{ id }] = (await scene.versions()).guestListVersions;
  expect(await scene.api.ask(NODE, { id })).toEqual({ node: { version: 1 } });
  const stranger = (await world.actor(Role.EMPLOYEE)).api;
  expect(await stranger.ask(NODE, { id })).toEqual({ node: null });
});
