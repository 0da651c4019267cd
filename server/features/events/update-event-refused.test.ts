import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { newId } from '../../platform/id.ts';
import type { User } from '../people/user.entity.ts';
import { Event } from './event.entity.ts';
import { type Change, eventOnFile, UPDATE, updateEventAs } from './update-event-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let api: ApiClient;
let user: User;
newWorldForEachTest(async () => {
  ({ api, user } = await world.actor('INVENTORY_MANAGER'));
});

const update = (event: Event, change: Change, as = api) => updateEventAs(as, world, event, change);
const onFile = (event: Event) => eventOnFile(world, event);

describe('nothing changes', () => {
  test('where the input says what is on file already: no new version, no audit entry', async () => {
    const event = await world.event({ localDate: '2026-07-10', localTime: '19:00' });
    const same = { localDate: '2026-07-10', localTime: '19:00', status: 'SCHEDULED' };
    const { event: answer, userErrors } = await update(event, same);
    expect([answer.version, userErrors]).toEqual([1, []]);
    expect((await update(event, {})).event.version).toBe(1);
    expect((await update(event, { localDate: null, status: null })).event.version).toBe(1);
    expect((await onFile(event)).audit).toEqual([]);
  });

  async function refused(event: Event, change: Change, error: object, as = api): Promise<void> {
    const before = await onFile(event);
    const answer = await update(event, change, as);
    expect(answer).toEqual({ event: null, userErrors: [expect.objectContaining(error)] });
    expect(await onFile(event)).toEqual(before);
  }

  test('where the clocks skip the time', async () => {
    const event = await world.event({ localDate: '2026-03-07', localTime: '02:30' });
    const message = expect.stringContaining('skip 02:30 on 2026-03-08');
    await refused(
      event,
      { localDate: '2026-03-08', localTime: '02:30' },
      { __typename: 'InvalidInput', message, path: ['localTime'] },
    );
    await refused(event, { localDate: '2026-03-08' }, { __typename: 'InvalidInput', message, path: ['localDate'] });
  });

  test('where the date is out of range', async () => {
    const event = await world.event();
    const message = 'Give a date from 1970 to 2199.';
    await refused(event, { localDate: '1969-12-31' }, { __typename: 'InvalidInput', message, path: ['localDate'] });
    await refused(event, { localDate: '2200-01-01' }, { __typename: 'InvalidInput', message, path: ['localDate'] });
  });

  test('where another event of that venue has the name, date and time', async () => {
    const venue = await world.venue({ name: 'Harbor Arena' });
    await world.event({ venue, name: 'Doubles', localDate: '2026-07-10', localTime: '13:00' });
    const second = await world.event({ venue, name: 'Doubles', localDate: '2026-07-10', localTime: '19:00' });
    await world.ticketGroup({ event: second });
    await refused(
      second,
      { localTime: '13:00' },
      {
        __typename: 'InvalidInput',
        message:
          'There is already another event "Doubles" at Harbor Arena on 2026-07-10 at 13:00. Give this one another date or time, or change that one first.',
        path: ['localTime'],
      },
    );
    const unknown = await world.event({ venue, name: 'Doubles', localDate: '2026-07-11', localTime: null });
    await refused(
      unknown,
      { localDate: '2026-07-10', localTime: '13:00' },
      { __typename: 'InvalidInput', path: ['localDate'] },
    );
    expect((await update(second, { localDate: '2026-07-11' })).userErrors).toEqual([]);
    await refused(
      second,
      { expectedVersion: 2, localTime: null },
      {
        message: expect.stringContaining('on 2026-07-11 with an unknown time'),
        path: ['localTime'],
      },
    );
  });

  test('where somebody else changed the event meanwhile', async () => {
    const event = await world.event({ localDate: '2026-07-10', localTime: '19:00' });
    await update(event, { localTime: '20:00' });
    await refused(
      event,
      { localTime: '21:00' },
      {
        __typename: 'StaleVersion',
        currentVersion: 2,
        path: ['expectedVersion'],
        message: expect.any(String),
      },
    );
  });

  test('for an id that is unknown, malformed, of another type or of another organization: all get the same answer', async () => {
    const other = await app.world();
    const foreign = await other.event();
    const answers = [];
    for (const eventId of [
      world.id('Event', { id: newId() }),
      'nonsense',
      world.id('User', user),
      other.id('Event', foreign),
    ]) {
      answers.push(
        (await api.ask(UPDATE, { input: { eventId, expectedVersion: 1, status: 'CANCELLED' } })).updateEvent,
      );
    }
    expect(answers[0]).toEqual({
      event: null,
      userErrors: [{ __typename: 'UnknownReference', message: expect.any(String), path: ['eventId'] }],
    });
    expect(answers.slice(1)).toEqual([answers[0], answers[0], answers[0]]);
    const kept = await other.write((tx) =>
      tx.manager.findOneByOrFail(Event, { organizationId: other.organizationId, id: foreign.id }),
    );
    expect([kept.status, kept.version]).toEqual(['SCHEDULED', 1]);
  });

  test.each(['EMPLOYEE', 'MANAGER', 'TICKET_MANAGER'] as const)('for a %s: refused with FORBIDDEN', async (role) => {
    const event = await world.event();
    await world.ticketGroup({ event });
    const before = await onFile(event);
    const { api: denied } = await world.actor(role);
    const input = { eventId: world.id('Event', event), expectedVersion: 1, status: 'CANCELLED' };
    expect(await denied.refusal(UPDATE, { input })).toBe('FORBIDDEN');
    expect(await onFile(event)).toEqual(before);
  });
});
