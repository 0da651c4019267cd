import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { Event } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { Venue } from './venue.entity.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const FIELDS = 'id name city country timeZone capacity version viewerCanUpdate { allowed }';
const ERRORS = 'userErrors { __typename ... on UserError { message path }';
const CREATE = `mutation ($input: CreateVenueInput!) { createVenue(input: $input) { venue { ${FIELDS} } ${ERRORS} } } }`;
const UPDATE = `mutation ($input: UpdateVenueInput!) { updateVenue(input: $input) { venue { ${FIELDS} }
  ${ERRORS} ... on StaleVersion { currentVersion } } } }`;
const LOCATIONS = `query ($venueId: ID!, $first: Int, $after: String) { ticketLocations(venueId: $venueId, first: $first, after: $after) {
  nodes { name } pageInfo { hasNextPage endCursor } } }`;

let admin: ApiClient;
newWorldForEachTest(async () => {
  admin = (await world.actor('SUPER_USER')).api;
});

async function update(venue: { id: string }, changes: object) {
  const input = { venueId: world.id('Venue', venue), expectedVersion: 1, ...changes };
  return (await admin.ask(UPDATE, { input })).updateVenue;
}

function errorsOf(payload: { userErrors: { __typename: string; path: string[] }[] }): string[][] {
  return payload.userErrors.map(({ __typename, path }) => [__typename, path.join('.')]);
}

function audit(): Promise<{ action: string; before: object | null; after: object | null }[]> {
  return world.write((tx) => tx.rows('SELECT action, before, after FROM audit_entries ORDER BY id'));
}

async function onFile(venue: Venue) {
  const key = { organizationId: world.organizationId, venueId: venue.id };
  return world.write(async (tx) => ({
    events: await tx.manager.find(Event, { where: key, order: { id: 'ASC' } }),
    groups: await tx.manager.find(TicketGroup, { where: key, order: { id: 'ASC' } }),
  }));
}

describe('creating a venue', () => {
  const input = {
    name: ' Example Park ',
    city: ' Springfield ',
    country: 'US',
    timeZone: 'america/chicago',
    capacity: 41000,
  };

  test('adds it with its facts, the zone in its usual spelling', async () => {
    const { createVenue } = await admin.ask(CREATE, { input });
    const facts = {
      name: 'Example Park',
      city: 'Springfield',
      country: 'US',
      timeZone: 'America/Chicago',
      capacity: 41000,
    };
    expect(createVenue).toEqual({
      venue: { id: expect.any(String), ...facts, version: 1, viewerCanUpdate: { allowed: true } },
      userErrors: [],
    });
    expect(await audit()).toEqual([{ action: 'venue.created', before: null, after: facts }]);
  });

  test('says all that is wrong at once, and creates nothing', async () => {
    await world.venue({ name: 'Taken Park' });
    const wrong = { name: 'TAKEN  park', city: 'x'.repeat(201), timeZone: 'EST', capacity: 0 };
    expect(errorsOf((await admin.ask(CREATE, { input: wrong })).createVenue)).toEqual([
      ['NameTaken', 'name'],
      ['InvalidInput', 'city'],
      ['InvalidInput', 'timeZone'],
      ['InvalidInput', 'capacity'],
    ]);
    expect((await admin.ask('{ venues { name } }')).venues).toEqual([{ name: 'Taken Park' }]);
    expect(await audit()).toEqual([]);
  });

  test('is for Super Users', async () => {
    const { api } = await world.actor('INVENTORY_MANAGER');
    expect(await api.refusal(CREATE, { input })).toBe('FORBIDDEN');
    expect((await api.ask('{ venues { name } }')).venues).toEqual([]);
  });
});

describe('changing a venue', () => {
  test('keeps what is left out and removes what is null', async () => {
    const venue = await world.venue({ name: 'Old Park', city: 'Springfield', capacity: 500 });
    expect((await update(venue, { name: 'New Park', capacity: null })).venue).toMatchObject({
      name: 'New Park',
      city: 'Springfield',
      timeZone: 'America/New_York',
      capacity: null,
      version: 2,
    });
    expect(await audit()).toMatchObject([
      {
        action: 'venue.updated',
        before: { name: 'Old Park', capacity: 500 },
        after: { name: 'New Park', capacity: null },
      },
    ]);
  });

  test('an old version, another one’s name, a bad zone and an unknown id are refused, and nothing changes', async () => {
    const venue = await world.venue({ name: 'One' });
    await world.venue({ name: 'Two' });
    const event = await world.event({ venue });
    expect(await update(venue, { name: 'X', expectedVersion: 3 })).toMatchObject({
      venue: null,
      userErrors: [{ __typename: 'StaleVersion', currentVersion: 1 }],
    });
    expect(errorsOf(await update(venue, { name: 'two', timeZone: 'Mars/Base' }))).toEqual([
      ['NameTaken', 'name'],
      ['InvalidInput', 'timeZone'],
    ]);
    const foreign = await (await app.world()).venue();
    for (const other of [foreign, { id: newId() }]) {
      expect(errorsOf(await update(other, { name: 'X' }))).toEqual([['UnknownReference', 'venueId']]);
    }
    expect((await admin.ask('{ venues { name version } }')).venues).toEqual([
      { name: 'One', version: 1 },
      { name: 'Two', version: 1 },
    ]);
    expect((await onFile(venue)).events).toEqual([event]);
    expect(await audit()).toEqual([]);
  });

  test('of two changes from one version, one wins', async () => {
    const venue = await world.venue();
    const answers = await Promise.all(['Left', 'Right'].map((city) => update(venue, { city })));
    expect(answers.flatMap(errorsOf)).toEqual([['StaleVersion', 'expectedVersion']]);
  });
});

describe('another time zone', () => {
  test('keeps local dates and times, and moves the instants of events and of the copies of their groups', async () => {
    const venue = await world.venue({ timeZone: 'America/New_York' });
    const evening = await world.event({ venue, localDate: '2026-07-10', localTime: '19:00' });
    const unknown = await world.event({ venue, localDate: '2026-07-11', localTime: null });
    const cancelled = await world.event({ venue, localDate: '2026-07-12', status: 'CANCELLED' });
    for (const event of [evening, evening, unknown, cancelled]) await world.ticketGroup({ event });
    const elsewhere = await world.ticketGroup();
    const { userErrors } = await update(venue, { timeZone: 'America/Los_Angeles' });
    expect(userErrors).toEqual([]);
    const { events, groups } = await onFile(venue);
    expect(events).toMatchObject([
      {
        localDate: '2026-07-10',
        startsAt: new Date('2026-07-11T02:00:00Z'),
        endsAt: new Date('2026-07-11T06:00:00Z'),
        version: 2,
      },
      { localDate: '2026-07-11', startsAt: null, endsAt: new Date('2026-07-12T07:00:00Z'), version: 2 },
      { localDate: '2026-07-12', startsAt: new Date('2026-07-13T02:00:00Z'), version: 2 },
    ]);
    expect(groups.map(({ eventEndsAt, eventLocalDate }) => [eventEndsAt?.toISOString(), eventLocalDate])).toEqual([
      ['2026-07-11T06:00:00.000Z', '2026-07-10'],
      ['2026-07-11T06:00:00.000Z', '2026-07-10'],
      ['2026-07-12T07:00:00.000Z', '2026-07-11'],
      [undefined, '2026-07-12'],
    ]);
    const { event } = await admin.ask('query ($id: ID!) { event(id: $id) { localDate localTime } }', {
      id: world.id('Event', evening),
    });
    expect(event).toEqual({ localDate: '2026-07-10', localTime: '19:00' });
    const [other] = await world.write((tx) =>
      tx.manager.findBy(TicketGroup, { organizationId: world.organizationId, id: elsewhere.id }),
    );
    expect(other?.eventEndsAt).toEqual(elsewhere.eventEndsAt);
    expect(await audit()).toMatchObject([{ after: { timeZone: 'America/Los_Angeles', eventsRetimed: 3 } }]);
  });

  test('lets tickets enter and leave the unused queue at once', async () => {
    const venue = await world.venue({ timeZone: 'America/New_York' });
    // 23:00 in New York: over at 03:00 there, not yet in Los Angeles.
    const event = await world.event({ venue, localDate: '2026-07-19', localTime: '23:00' });
    await world.ticketGroup({ event, quantity: 3 });
    const unused = async () =>
      (await admin.ask('{ unusedQueue { totals { ticketCount } } }')).unusedQueue.totals.ticketCount;
    app.clock.set('2026-07-20T08:00:00.000Z');
    expect(await unused()).toBe(3);
    await update(venue, { timeZone: 'America/Los_Angeles' });
    expect(await unused()).toBe(0);
    await update(venue, { timeZone: 'Europe/Berlin', expectedVersion: 2 });
    expect(await unused()).toBe(3);
  });

  test('two events of one name on one day may follow each other by just the hours between the zones', async () => {
    const venue = await world.venue({ timeZone: 'America/New_York' });
    for (const localTime of ['13:00', '16:00', '19:00']) {
      await world.event({ venue, name: 'Double Header', localDate: '2026-07-10', localTime });
    }
    for (const [index, timeZone] of ['America/Los_Angeles', 'America/New_York', 'Europe/London'].entries()) {
      expect((await update(venue, { timeZone, expectedVersion: index + 1 })).userErrors).toEqual([]);
    }
    const { events } = await onFile(venue);
    expect(events.map(({ startsAt }) => startsAt?.toISOString())).toEqual([
      '2026-07-10T12:00:00.000Z',
      '2026-07-10T15:00:00.000Z',
      '2026-07-10T18:00:00.000Z',
    ]);
  });

  test('an hour that the new zone skips, so that two events would be one, is refused and nothing changes', async () => {
    const venue = await world.venue({ timeZone: 'UTC' });
    for (const localTime of ['02:30', '03:30']) {
      await world.event({ venue, name: 'Night Match', localDate: '2026-03-08', localTime });
    }
    const before = await onFile(venue);
    expect(errorsOf(await update(venue, { timeZone: 'America/New_York' }))).toEqual([['InvalidInput', 'timeZone']]);
    expect(await onFile(venue)).toEqual(before);
    expect((await admin.ask('{ venues { timeZone version } }')).venues).toEqual([{ timeZone: 'UTC', version: 1 }]);
  });

  test('a change of an event at the same moment keeps its local time in whichever order, 5 times out of 5', async () => {
    const MOVE = `mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { userErrors { __typename } } }`;
    for (let round = 0; round < 5; round += 1) {
      const venue = await world.venue({ timeZone: 'America/New_York' });
      const event = await world.event({ venue, localDate: '2026-07-10', localTime: '19:00' });
      const group = await world.ticketGroup({ event });
      const input = { eventId: world.id('Event', event), expectedVersion: 1, localTime: '20:00' };
      const [moved, rezoned] = await Promise.all([
        admin.ask(MOVE, { input }),
        update(venue, { timeZone: 'America/Denver' }),
      ]);
      expect(rezoned.userErrors).toEqual([]);
      const { events, groups } = await onFile(venue);
      const isMoved = moved.updateEvent.userErrors.length === 0;
      expect(events[0]?.startsAt).toEqual(new Date(isMoved ? '2026-07-11T02:00:00Z' : '2026-07-11T01:00:00Z'));
      expect(groups).toMatchObject([{ id: group.id, eventEndsAt: events[0]?.endsAt }]);
    }
  });
});

describe('ticket locations', () => {
  test('are paged by section and row, for everybody', async () => {
    const { api } = await world.actor('EMPLOYEE');
    const venue = await world.venue();
    for (const [section, row] of [['Suite 2'], ['Club 108', 'C'], ['Suite 10'], ['Club 108', 'B'], ['Lot G']]) {
      await world.ticketLocation(venue.id, section, row);
    }
    await world.ticketLocation((await world.venue()).id, 'Elsewhere');
    const names: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 3; pages += 1) {
      const { ticketLocations } = await api.ask(LOCATIONS, { venueId: world.id('Venue', venue), first: 2, after });
      names.push(...ticketLocations.nodes.map(({ name }: { name: string }) => name));
      expect(ticketLocations.pageInfo.hasNextPage).toBe(pages < 2);
      after = ticketLocations.pageInfo.endCursor;
    }
    expect(names).toEqual(['Club 108, row B', 'Club 108, row C', 'Lot G', 'Suite 10', 'Suite 2']);
  });

  test('of an unknown or foreign venue there are none', async () => {
    const other = await app.world();
    const foreign = await other.venue();
    await other.ticketLocation(foreign.id);
    for (const venueId of [
      world.id('Venue', foreign),
      other.id('Venue', foreign),
      world.id('Venue', { id: newId() }),
    ]) {
      expect((await admin.ask(LOCATIONS, { venueId })).ticketLocations.nodes).toEqual([]);
    }
  });
});
