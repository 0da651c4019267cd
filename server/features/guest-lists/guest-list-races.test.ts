import { expect, test } from '@jest/globals';
import { contextOf } from '../../test/context-of.ts';
import { meetingOfTwo, readBeforeEitherWrites } from '../../test/races-of-two.ts';
import { confirmGuestList } from './confirm-guest-list.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { lockEvent } from './lock-event.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

newWorldForEachTest();

test('of two saves from the same version exactly one wins, 10 times out of 10', async () => {
  const scene = await GuestListScene.create(world, { seats: [1] });
  for (let version = 0; version < 10; version += 1) {
    const outcomes = await Promise.all(
      ['Kim', 'Lee'].map((name) => scene.save(version, [scene.row(0, { newContact: { name: `${name} ${version}` } })])),
    );
    const errors = outcomes.flatMap(({ userErrors }) => userErrors);
    expect(errors).toMatchObject([{ __typename: 'StaleVersion', currentVersion: version + 1 }]);
    const winner = outcomes.find(({ userErrors }) => userErrors.length === 0);
    expect((await scene.read()).guestList).toMatchObject({
      version: version + 1,
      guests: [{ name: winner.order.guestList.guests[0].name }],
    });
  }
  expect(await scene.audit()).toHaveLength(10);
});

test('of a save and a confirm of the same version one wins', async () => {
  for (let round = 0; round < 5; round += 1) {
    const scene = await GuestListScene.create(world, { seats: [1] });
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    const [saved, confirmed] = await Promise.all([scene.save(1, []), scene.confirm(1)]);
    const { status, guestList } = await scene.read();
    const facts = [saved.userErrors[0]?.__typename, confirmed.userErrors[0]?.__typename, status, guestList.version];
    const outcomes = [
      ['OrderNotOpen', undefined, 'CONFIRMED', 1],
      [undefined, 'StaleVersion', 'CONFIRM_GUEST_LIST', 2],
    ];
    expect(outcomes).toContainEqual(facts);
  }
});

test('the same confirm 8 times in parallel confirms once and answers the same 8 times', async () => {
  const scene = await GuestListScene.create(world, { seats: [1] });
  await scene.saveAndSubmit([scene.row(0, { myself: true })]);
  const answers = await Promise.all(Array.from({ length: 8 }, () => scene.confirm(1)));
  expect(answers[0].userErrors).toEqual([]);
  expect(answers[0].order.status).toBe('CONFIRMED');
  expect(answers).toEqual(Array.from({ length: 8 }, () => answers[0]));
  const actions = (await scene.audit()).map(({ action }) => action);
  expect(actions.filter((action) => action === 'guestList.confirmed')).toHaveLength(1);
});

/** Two submitted guest lists for one event that both name the same contact as attended. */
async function twoOrdersForKim(): Promise<[GuestListScene, GuestListScene]> {
  const event = await world.event();
  const scenes: GuestListScene[] = [];
  const kim = await world.contact(await world.user('EMPLOYEE'), { name: 'Kim Client' });
  for (let number = 0; number < 2; number += 1) {
    const scene = await GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 1 }) });
    await scene.saveAndSubmit([scene.row(0, { contactId: world.id('Contact', kim) })]);
    scenes.push(scene);
  }
  return scenes as [GuestListScene, GuestListScene];
}

/** Confirms as the recipient would, with another way to wait for the event. */
function confirmWith(scene: GuestListScene, waitForEvent: typeof lockEvent) {
  const ctx = contextOf(app, world, { id: scene.recipient.id, role: 'EMPLOYEE' });
  return confirmGuestList({ orderId: scene.orderId, expectedVersion: 1 }, ctx, waitForEvent).finally(() => ctx.close());
}

test('of two orders of one event that confirm the same person exactly one succeeds, 10 times out of 10', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [first, second] = await twoOrdersForKim();
    const meet = meetingOfTwo();
    const outcomes = await Promise.all(
      [first, second].map((scene) =>
        confirmWith(scene, async (tx, eventId) => {
          // Both have read and locked their own order before either goes on.
          await meet();
          await lockEvent(tx, eventId);
        }),
      ),
    );
    expect(outcomes.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1]);
    const statuses = await Promise.all([first, second].map(async (scene) => (await scene.read()).status));
    expect(statuses.sort()).toEqual(['CONFIRMED', 'CONFIRM_GUEST_LIST']);
  }
}, 30_000);

test('control: without the lock on the event both succeed', async () => {
  const [first, second] = await twoOrdersForKim();
  const meet = meetingOfTwo();
  const outcomes = await readBeforeEitherWrites({ app, world, table: 'orders' }, () => [
    confirmWith(first, meet),
    confirmWith(second, meet),
  ]);
  expect(outcomes.map(({ userErrors }) => userErrors.length)).toEqual([0, 0]);
});
