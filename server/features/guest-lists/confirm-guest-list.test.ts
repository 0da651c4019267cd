import { beforeEach, describe, expect, test } from '@jest/globals';
import { NOW } from '../../test/test-app.ts';
import type { Event } from '../events/event.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let event: Event;
let scene: GuestListScene;
newWorldForEachTest(async () => {
  event = await world.event();
  scene = await sceneAt(event);
});

async function sceneAt(of: Event, admitsPerson = true): Promise<GuestListScene> {
  const category = await world.ticketCategory(undefined, admitsPerson);
  return GuestListScene.create(world, { group: await world.ticketGroup({ event: of, category, quantity: 1 }) });
}

async function expectRefused(expectedVersion: number, errors: object[]): Promise<void> {
  const before = await scene.everything();
  const { userErrors } = await scene.confirm(expectedVersion);
  expect(userErrors).toEqual(errors);
  expect(await scene.everything()).toEqual(before);
}

describe('confirming', () => {
  test('makes a submitted list final: who, when, one audit entry, closed for changes', async () => {
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    app.clock.advance({ minutes: 5 });
    const { order, userErrors } = await scene.confirm(1);
    expect(userErrors).toEqual([]);
    expect(order).toMatchObject({
      status: 'CONFIRMED',
      submittedAt: NOW,
      confirmedAt: '2026-07-20T12:05:00.000Z',
      confirmedBy: { name: 'Ada Example' },
      guestList: { version: 1, guests: [{ name: 'Ada Example', attendeeStatus: 'ATTENDED' }] },
      viewerCanConfirmGuestList: {
        allowed: false,
        reason: 'The guest list is confirmed and can no longer be changed.',
      },
    });
    const entries = await scene.audit();
    expect(entries.map(({ action }) => action)).toEqual([
      'guestList.saved',
      'guestList.submitted',
      'guestList.confirmed',
    ]);
    const versionId = (entries[0]?.after as { guestListVersionId: string }).guestListVersionId;
    expect(entries[2]).toMatchObject({
      actor_id: scene.recipient.id,
      event_at: event.endsAt,
      recorded_at: new Date('2026-07-20T12:05:00.000Z'),
      before: { guestListVersionId: versionId, status: 'CONFIRM_GUEST_LIST' },
      after: { guestListVersionId: versionId, status: 'CONFIRMED' },
    });
    expect((await scene.api.ask('{ viewer { openOrderCount } }')).viewer.openOrderCount).toBe(0);
  });

  test('again with the same version changes nothing and is no error', async () => {
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    await scene.confirm(1);
    const before = await scene.everything();
    app.clock.advance({ minutes: 5 });
    const { order, userErrors } = await scene.confirm(1);
    expect([order.status, order.confirmedAt, userErrors]).toEqual(['CONFIRMED', NOW, []]);
    expect(await scene.everything()).toEqual(before);
  });

  test('closes the list: saving, submitting or confirming another version is refused', async () => {
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    await scene.confirm(1);
    const before = await scene.everything();
    const closed = [
      {
        __typename: 'OrderNotOpen',
        message: expect.stringContaining('confirmed'),
        path: ['orderId'],
        status: 'CONFIRMED',
      },
    ];
    expect((await scene.save(1, [])).userErrors).toEqual(closed);
    expect((await scene.submit(2)).userErrors).toEqual(closed);
    expect((await scene.confirm(2)).userErrors).toEqual(closed);
    expect(await scene.everything()).toEqual(before);
  });
});

describe('confirming is refused', () => {
  const notSubmitted = {
    __typename: 'GuestListNotSubmitted',
    message: expect.stringContaining('Submit'),
    path: ['orderId'],
  };

  test('before the list is submitted, and after it was saved again', async () => {
    await expectRefused(0, [notSubmitted]);
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    await scene.save(1, [scene.row(0, { myself: true })]);
    await expectRefused(2, [notSubmitted]);
  });

  test('for another version than the one that was submitted', async () => {
    await scene.saveAndSubmit([scene.row(0, { myself: true })]);
    const stale = {
      __typename: 'StaleVersion',
      message: expect.stringContaining('version 1'),
      path: ['expectedVersion'],
      currentVersion: 1,
    };
    await expectRefused(0, [stale]);
    await expectRefused(2, [stale]);
  });
});

describe('the same person on two orders of one event', () => {
  let guest: { contactId: string };
  let other: GuestListScene;
  beforeEach(async () => {
    guest = {
      contactId: world.id(
        'Contact',
        await world.contact(scene.recipient, { name: 'Kim Client', email: 'kim@example.com' }),
      ),
    };
  });

  async function bothSubmit(second: object, secondStatus: 'ATTENDED' | 'NO_SHOW' = 'ATTENDED'): Promise<void> {
    await scene.saveAndSubmit([scene.row(0, guest)]);
    await other.saveAndSubmit([other.row(0, second, secondStatus)]);
    expect((await scene.confirm(1)).userErrors).toEqual([]);
  }

  test('is refused at the second confirm, by contact and by email', async () => {
    for (const second of [guest, { newContact: { name: 'Kim Again', email: 'Kim@Example.com' } }]) {
      event = await world.event();
      scene = await sceneAt(event);
      other = await sceneAt(event);
      await bothSubmit(second);
      const before = await other.everything();
      const { order, userErrors } = await other.confirm(1);
      expect(userErrors).toEqual([
        {
          __typename: 'DuplicateGuest',
          message: expect.stringContaining('another order'),
          path: ['guests', '0', 'guest'],
          name: order.guestList.guests[0].name,
        },
      ]);
      expect(order.status).toBe('CONFIRM_GUEST_LIST');
      expect(await other.everything()).toEqual(before);
    }
  });

  test('is refused for a user who is "myself" on one of them', async () => {
    other = await sceneAt(event);
    guest = { userId: world.id('User', other.recipient) } as unknown as { contactId: string };
    await bothSubmit({ myself: true });
    expect((await other.confirm(1)).userErrors).toHaveLength(1);
  });

  test.each([
    ['did not come', async () => bothSubmitTo(await sceneAt(event), 'NO_SHOW')],
    ['was at another event', async () => bothSubmitTo(await sceneAt(await world.event()))],
    ['got a parking pass', async () => bothSubmitTo(await sceneAt(event, false))],
  ])('is accepted where the person %s', async (_what, prepare) => {
    await prepare();
    expect((await other.confirm(1)).userErrors).toEqual([]);
  });

  async function bothSubmitTo(to: GuestListScene, status: 'ATTENDED' | 'NO_SHOW' = 'ATTENDED'): Promise<void> {
    other = to;
    await bothSubmit(guest, status);
  }
});
