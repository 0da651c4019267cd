import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW } from '../../test/test-app.ts';
import type { User } from '../people/user.entity.ts';
import type { Event } from './event.entity.ts';
import { type Change, eventOnFile, updateEventAs } from './update-event-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const UNUSED = '{ unusedQueue { totals { ticketCount } events { nodes { event { name localDate } unusedCount } } } }';

let api: ApiClient;
let user: User;
newWorldForEachTest(async () => {
  ({ api, user } = await world.actor('INVENTORY_MANAGER'));
});

const update = (event: Event, change: Change, as = api) => updateEventAs(as, world, event, change);
const onFile = (event: Event) => eventOnFile(world, event);
const unused = async (): Promise<number> => (await api.ask(UNUSED)).unusedQueue.totals.ticketCount;

describe('a new time', () => {
  test('moves start, end and local date of the event and of the copies in all its ticket groups, and is audited', async () => {
    const venue = await world.venue({ timeZone: 'America/Los_Angeles' });
    const event = await world.event({ venue, localDate: '2026-07-10', localTime: '19:00' });
    await world.ticketGroup({ event, quantity: 3 });
    await world.ticketGroup({ event, quantity: 2 });

    const { event: changed, userErrors } = await update(event, { localDate: '2026-07-11', localTime: '12:30' });
    expect(userErrors).toEqual([]);
    expect(changed).toEqual({
      id: world.id('Event', event),
      localDate: '2026-07-11',
      localTime: '12:30',
      startsAt: '2026-07-11T19:30:00.000Z',
      endsAt: '2026-07-11T23:30:00.000Z',
      status: 'SCHEDULED',
      version: 2,
      unresolvedCount: 5,
    });
    const { groups, audit } = await onFile(event);
    const copy = { eventEndsAt: new Date('2026-07-11T23:30:00.000Z'), eventLocalDate: '2026-07-11' };
    expect(groups).toEqual([expect.objectContaining(copy), expect.objectContaining(copy)]);
    expect(audit).toEqual([
      expect.objectContaining({
        action: 'event.updated',
        subjectType: 'Event',
        actorId: user.id,
        recordedAt: new Date(NOW),
        eventAt: new Date('2026-07-11T23:30:00.000Z'),
        before: {
          localDate: '2026-07-10',
          localTime: '19:00',
          status: 'SCHEDULED',
          endsAt: '2026-07-11T06:00:00.000Z',
          version: 1,
        },
        after: {
          localDate: '2026-07-11',
          localTime: '12:30',
          status: 'SCHEDULED',
          endsAt: '2026-07-11T23:30:00.000Z',
          version: 2,
        },
      }),
    ]);
  });

  test('a new date alone keeps the time on the venue’s clock, across a change of the clocks', async () => {
    const event = await world.event({ localDate: '2026-03-07', localTime: '19:00' });
    expect((await update(event, { localDate: '2026-03-08' })).event).toMatchObject({
      localTime: '19:00',
      startsAt: '2026-03-08T23:00:00.000Z',
      endsAt: '2026-03-09T03:00:00.000Z',
    });
  });

  test('a new time alone keeps the date', async () => {
    const event = await world.event({ localDate: '2026-07-10', localTime: '19:00' });
    expect((await update(event, { localTime: '20:15' })).event).toMatchObject({
      localDate: '2026-07-10',
      startsAt: '2026-07-11T00:15:00.000Z',
    });
  });

  test('null makes the time unknown: the event then ends with the local day', async () => {
    const venue = await world.venue({ timeZone: 'Asia/Tokyo' });
    const event = await world.event({ venue, localDate: '2026-07-10', localTime: '19:00' });
    const { event: changed } = await update(event, { localTime: null });
    expect(changed).toMatchObject({ localTime: null, startsAt: null, endsAt: '2026-07-10T15:00:00.000Z', version: 2 });
  });

  test('an unknown time can become known', async () => {
    const event = await world.event({ localDate: '2026-07-10', localTime: null });
    const { event: changed } = await update(event, { localTime: '13:00' });
    expect(changed).toMatchObject({
      localTime: '13:00',
      startsAt: '2026-07-10T17:00:00.000Z',
      endsAt: '2026-07-10T21:00:00.000Z',
    });
  });

  test('the end follows the organization’s usual duration', async () => {
    await app.database.global('UPDATE organizations SET usual_event_minutes = 150 WHERE id = $1', [
      world.organizationId,
    ]);
    const event = await world.event({ localDate: '2026-07-10', localTime: '19:00' });
    expect((await update(event, { localTime: '20:00' })).event.endsAt).toBe('2026-07-11T02:30:00.000Z');
  });

  test('of a time that comes twice, the first is meant', async () => {
    const event = await world.event({ localDate: '2026-11-01', localTime: '19:00' });
    expect((await update(event, { localTime: '01:30' })).event.startsAt).toBe('2026-11-01T05:30:00.000Z');
  });
});

describe('the unused queue', () => {
  test('loses the tickets of an event that is postponed or cancelled, and gets them back when it is scheduled', async () => {
    const event = await world.event();
    await world.ticketGroup({ event, quantity: 3 });
    await world.ticketGroup({ quantity: 2 });
    expect(await unused()).toBe(5);

    expect((await update(event, { status: 'POSTPONED' })).event).toMatchObject({ status: 'POSTPONED', version: 2 });
    expect(await unused()).toBe(2);
    expect((await onFile(event)).groups).toEqual([expect.objectContaining({ eventEndsAt: null, unresolvedCount: 3 })]);
    await update(event, { expectedVersion: 2, status: 'SCHEDULED' });
    expect(await unused()).toBe(5);
    await update(event, { expectedVersion: 3, status: 'CANCELLED' });
    expect(await unused()).toBe(2);
    await update(event, { expectedVersion: 4, status: 'SCHEDULED' });
    expect(await unused()).toBe(5);
  });

  test('takes tickets in at the second in which the moved event ends, in the venue’s time zone', async () => {
    const venue = await world.venue({ timeZone: 'Europe/Berlin' });
    const event = await world.event({ venue, name: 'Gala', localDate: '2026-07-10', localTime: '19:00' });
    await world.ticketGroup({ event, quantity: 4 });
    expect(await unused()).toBe(4);

    await update(event, { localDate: '2026-07-25', localTime: '20:00' });
    expect(await unused()).toBe(0);
    app.clock.set('2026-07-25T21:59:59.000Z');
    api = await world.signedIn(user);
    expect(await unused()).toBe(0);
    app.clock.set('2026-07-25T22:00:00.000Z');
    expect(await unused()).toBe(4);
    const { unusedQueue } = await api.ask(UNUSED);
    expect(unusedQueue.events.nodes).toEqual([{ event: { name: 'Gala', localDate: '2026-07-25' }, unusedCount: 4 }]);
  });

  test('an event that is moved while it is postponed stays out until it is scheduled', async () => {
    const event = await world.event({ status: 'POSTPONED' });
    await world.ticketGroup({ event, quantity: 3 });
    await update(event, { localDate: '2026-07-01' });
    expect(await unused()).toBe(0);
    await update(event, { expectedVersion: 2, status: 'SCHEDULED' });
    expect(await unused()).toBe(3);
  });
});

test('of two changes at once one wins and the other hears of it', async () => {
  const event = await world.event({ localDate: '2026-07-10', localTime: '19:00' });
  for (let count = 0; count < 5; count += 1) await world.ticketGroup({ event });
  const answers = await Promise.all(['20:00', '21:00', '22:00'].map((localTime) => update(event, { localTime })));
  const outcomes = answers.map(({ userErrors }) => userErrors[0]?.__typename ?? 'done');
  expect(outcomes.sort()).toEqual(['StaleVersion', 'StaleVersion', 'done']);
  const { event: last, groups, audit } = await onFile(event);
  expect([last.version, audit.length]).toEqual([2, 1]);
  expect(groups.map(({ eventEndsAt }) => eventEndsAt)).toEqual(Array(5).fill(last.endsAt));
});
