import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { Role } from '../people/user.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { CONFIRM, SAVE, SUBMIT } from './guest-lists.documents.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world);
  await scene.save(0, [scene.row(0, { myself: true })]);
});

const MUTATIONS: [string, string, object][] = [
  ['saveGuestList', SAVE, { guests: [] }],
  ['submitGuestList', SUBMIT, {}],
  ['confirmGuestList', CONFIRM, {}],
];

describe.each(MUTATIONS)('%s', (name, document, more) => {
  const send = (api: ApiClient, orderId: string) =>
    api.send(document, { input: { orderId, expectedVersion: 1, ...more } });

  test('asks a stranger to sign in', async () => {
    const before = await scene.everything();
    expect((await send(app.stranger(), scene.orderId)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await scene.everything()).toEqual(before);
  });

  test('is FORBIDDEN to the recipient’s manager', async () => {
    const manager = await world.actor(Role.MANAGER);
    await world.write((tx) => tx.manager.update('users', { id: scene.recipient.id }, { managerId: manager.user.id }));
    const before = await scene.everything();
    const { errors, data } = await send(manager.api, scene.orderId);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message:
        'Only the recipient of an order, a proxy of the recipient and Ticket Managers can complete its guest list.',
      path: [name],
      extensions: { code: 'FORBIDDEN' },
    });
    expect(data).toBeNull();
    expect(await scene.everything()).toEqual(before);
  });

  test('answers those who cannot see the order as if the id were unknown', async () => {
    const before = await scene.everything();
    const elsewhere = await app.world();
    const employee = await world.actor(Role.EMPLOYEE);
    const answers = [
      await send(employee.api, world.id('Order', { id: newId() })),
      await send(employee.api, scene.orderId),
      await send((await world.actor(Role.MANAGER)).api, scene.orderId),
      await send((await elsewhere.actor(Role.SUPER_USER)).api, scene.orderId),
      await send((await elsewhere.actor(Role.SUPER_USER)).api, elsewhere.id('Order', scene.order)),
      await send(scene.api, 'nonsense'),
    ];
    const unknown = { __typename: 'UnknownReference', message: 'This id names no order.', path: ['orderId'] };
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(data[name]).toMatchObject({ order: null, userErrors: [unknown] });
    }
    expect(answers).toHaveLength(6);
    expect(await scene.everything()).toEqual(before);
  });

  test('is refused for an order from before the event', async () => {
    const ordered = await world.order({ recipient: scene.recipient, status: 'ORDERED' });
    const before = await scene.everything();
    const { data } = await send(scene.api, world.id('Order', ordered));
    expect(data[name]).toMatchObject({
      order: {
        status: 'ORDERED',
        viewerCanConfirmGuestList: { allowed: false, reason: expect.stringContaining('before the event') },
      },
      userErrors: [{ __typename: 'OrderNotOpen', status: 'ORDERED', path: ['orderId'] }],
    });
    expect(await scene.everything()).toEqual(before);
  });
});

test.each(Object.values(Role))('a %s completes the guest list of the own order', async (role) => {
  const actor = await world.actor(role);
  const own = new GuestListScene(
    world,
    actor,
    await world.order({ recipient: actor.user, group: await world.ticketGroup({ quantity: 1 }) }),
  );
  await own.saveAndSubmit([own.row(0, { myself: true })]);
  const { order, userErrors } = await own.confirm(1);
  expect([order.status, userErrors]).toEqual(['CONFIRMED', []]);
});
