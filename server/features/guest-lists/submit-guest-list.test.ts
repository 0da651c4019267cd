import { describe, expect, test } from '@jest/globals';
import { NOW } from '../../test/test-app.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world, { seats: [1, 2, 3] });
});

function complete(): object[] {
  return [
    scene.row(0, { myself: true }),
    scene.row(1, { newContact: { name: 'Kim Client' } }),
    scene.row(2, { newContact: { name: 'Lee Client' } }, 'NO_SHOW'),
  ];
}

describe('submitting', () => {
  test('stamps who and when and leaves one audit entry', async () => {
    await scene.save(0, complete());
    app.clock.advance({ minutes: 5 });
    const { order, warnings, userErrors } = await scene.submit(1);
    expect([warnings, userErrors]).toEqual([[], []]);
    expect(order).toMatchObject({
      status: 'CONFIRM_GUEST_LIST',
      submittedAt: '2026-07-20T12:05:00.000Z',
      confirmedAt: null,
      guestList: { version: 1, submittedAt: '2026-07-20T12:05:00.000Z', submittedBy: { name: 'Ada Example' } },
      viewerCanConfirmGuestList: { allowed: true, reason: null },
    });
    const entries = await scene.audit();
    expect(entries.map(({ action }) => action)).toEqual(['guestList.saved', 'guestList.submitted']);
    const versionId = (entries[0]?.after as { guestListVersionId: string }).guestListVersionId;
    expect(entries[1]).toMatchObject({
      actor_id: scene.recipient.id,
      before: { guestListVersionId: versionId, submittedAt: null },
      after: { guestListVersionId: versionId, submittedAt: '2026-07-20T12:05:00.000Z' },
    });
  });

  test('again with the same version changes nothing and is no error, also after confirming', async () => {
    await scene.save(0, complete());
    await scene.submit(1);
    const before = await scene.everything();
    app.clock.advance({ minutes: 5 });
    const again = await scene.submit(1);
    expect([again.userErrors, again.order.submittedAt]).toEqual([[], NOW]);
    expect(await scene.everything()).toEqual(before);

    await scene.confirm(1);
    const confirmed = await scene.everything();
    expect((await scene.submit(1)).userErrors).toEqual([]);
    expect(await scene.everything()).toEqual(confirmed);
  });

  test('warns of a placeholder, also when repeated', async () => {
    const placeholder = world.id('SystemProfile', await world.systemProfile('Client’s guest'));
    const [first, second] = complete();
    await scene.save(0, [first ?? {}, second ?? {}, scene.row(2, { systemProfileId: placeholder })]);
    for (const { userErrors, warnings } of [await scene.submit(1), await scene.submit(1)]) {
      expect(userErrors).toEqual([]);
      expect(warnings).toEqual([
        {
          kind: 'PLACEHOLDER_GUEST',
          message: expect.stringContaining('Client’s guest'),
          path: ['guests', '2', 'guest'],
        },
      ]);
    }
  });
});

describe('submitting is refused', () => {
  async function expectRefused(expectedVersion: number, errors: object[]): Promise<void> {
    const before = await scene.everything();
    const { order, userErrors, warnings } = await scene.submit(expectedVersion);
    expect(userErrors).toEqual(errors);
    expect([warnings, order.submittedAt]).toEqual([[], null]);
    expect(await scene.everything()).toEqual(before);
  }

  test('before anything was saved, with both numbers', async () => {
    await expectRefused(0, [
      {
        __typename: 'GuestCountMismatch',
        message: expect.stringMatching(/0 of 3/),
        path: ['guests'],
        guestCount: 0,
        ticketCount: 3,
      },
    ]);
  });

  test('while guests and statuses are missing, marking every row', async () => {
    await scene.save(0, [
      scene.row(2, { newContact: { name: 'Kim Client' } }, null),
      scene.row(0, { myself: true }, null),
    ]);
    await expectRefused(1, [
      {
        __typename: 'GuestCountMismatch',
        message: expect.stringMatching(/2 of 3/),
        path: ['guests'],
        guestCount: 2,
        ticketCount: 3,
      },
      {
        __typename: 'AttendeeStatusMissing',
        message: expect.stringContaining('Kim Client'),
        path: ['guests', '0', 'attendeeStatus'],
        ticket: { id: scene.ticketId(2) },
      },
      {
        __typename: 'AttendeeStatusMissing',
        message: expect.stringContaining('Ada Example'),
        path: ['guests', '1', 'attendeeStatus'],
        ticket: { id: scene.ticketId(0) },
      },
    ]);
  });

  test('for another version than the current one', async () => {
    await scene.save(0, complete());
    await scene.save(1, complete());
    await expectRefused(1, [
      {
        __typename: 'StaleVersion',
        message: expect.stringContaining('version 2'),
        path: ['expectedVersion'],
        currentVersion: 2,
      },
    ]);
  });

  test('without a usage category', async () => {
    await world.write((tx) => tx.manager.update('orders', { id: scene.order.id }, { usageCategoryId: null }));
    await scene.save(0, complete());
    await expectRefused(1, [
      { __typename: 'InvalidInput', message: expect.stringContaining('usage category'), path: ['usageCategoryId'] },
    ]);
    const category = await world.usageCategory('Charity');
    await scene.save(1, complete(), { usageCategoryId: world.id('UsageCategory', category) });
    expect((await scene.submit(2)).userErrors).toEqual([]);
  });

  test('where somebody attended the event according to another confirmed order', async () => {
    const event = await world.event();
    const kim = await world.contact(scene.recipient, { name: 'Kim Client', email: 'kim@example.com' });
    const earlier = await GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 1 }) });
    await earlier.saveAndSubmit([earlier.row(0, { contactId: world.id('Contact', kim) })]);

    scene = await GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 2 }) });
    await scene.save(0, [
      scene.row(0, { myself: true }),
      scene.row(1, { newContact: { name: 'K. Client', email: 'KIM@example.com' } }),
    ]);
    // The other list is submitted only and can still change.
    expect((await scene.submit(1)).userErrors).toEqual([]);
    await scene.save(1, [
      scene.row(0, { myself: true }),
      scene.row(1, { newContact: { name: 'K. Client', email: 'KIM@example.com' } }),
    ]);
    await earlier.confirm(1);
    await expectRefused(2, [
      {
        __typename: 'DuplicateGuest',
        message: expect.stringContaining('another order'),
        path: ['guests', '1', 'guest'],
        name: 'K. Client',
      },
    ]);
  });
});
