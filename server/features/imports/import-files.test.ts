import { describe, expect, test } from '@jest/globals';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { Event } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { User } from '../people/user.entity.ts';
import { rowCounts, rowsOf, snapshot, wrongGroups } from './on-file.ts';
import { analyze, backfill, inventory, load } from './test-files.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let ana: User;
newWorldForEachTest(async () => {
  await world.user('SUPER_USER', { email: 'admin@example.com' });
  ana = await world.user('EMPLOYEE', { email: 'ana.silva@example.com' });
  await world.venue({ name: 'Théâtre Royal', timeZone: 'Europe/Paris' });
});

const SUITE = 'Gala,Theatre Royal,07/10/2026,7:00PM,Suite 1,,1,6,6,Suite,100.00,EUR,,,';
const LOT = 'Gala,Theatre Royal,07/10/2026,7:00PM,Lot G,,,,5,VIP parking,20.00,EUR,,,';

describe('a file', () => {
  test('is loaded with its events, groups, tickets, orders and new categories', async () => {
    const ordered =
      'Gala,theatre royal,2026-07-10,19:00,Suite 1,,7,9,3,Suite,100.00,EUR,ANA.Silva@example.com,Charity,late';
    const { preview, errors } = await load(app, world, { INVENTORY: inventory(SUITE, LOT, ordered) });
    expect(errors).toEqual([]);
    expect(preview).toMatchObject({
      events: { created: 1 },
      ticketGroups: { created: 2 },
      tickets: { created: 14 },
      orders: { created: 1 },
      newTicketCategories: ['Suite', 'VIP parking'],
      newUsageCategories: ['Charity'],
    });
    const [event] = await rowsOf(world, Event);
    expect(event).toMatchObject({ name: 'Gala', localDate: '2026-07-10', status: 'SCHEDULED', version: 1 });
    expect(event?.startsAt).toEqual(new Date('2026-07-10T17:00:00Z'));
    expect(event?.endsAt).toEqual(new Date('2026-07-10T21:00:00Z'));
    const [order] = await rowsOf(world, Order);
    expect(order).toMatchObject({
      status: 'ORDERED',
      recipientId: ana.id,
      notes: 'late',
      backfillId: null,
      eventId: event?.id,
    });
    expect(order?.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(await wrongGroups(world)).toEqual([]);
    const categories = await world.write((tx) =>
      tx.rows('SELECT name, admits_person FROM ticket_categories WHERE organization_id = $1 ORDER BY name', [
        world.organizationId,
      ]),
    );
    expect(categories).toEqual([
      { name: 'Suite', admits_person: true },
      { name: 'VIP parking', admits_person: false },
    ]);
  });

  test('with errors changes nothing, and every error names row, column, value and what would be right', async () => {
    const before = await snapshot(world);
    const { errors, errorCount } = await load(app, world, {
      INVENTORY: inventory(
        SUITE,
        'Gala,Theatre Roial,07/10/2026,7:00PM,Suite 2,,1,6,6,Suite,,,,,',
        'Gala,Theatre Royal,07/10/2026,7:00PM,Suite 3,,1,6,5,Suite,,,,,',
        'Gala,Theatre Royal,07/10/2026,7:00PM,Suite 4,,1,6,6,Suite,,,ana.sliva@example.com,,',
        'Gala,Theatre Royal,07/10/2026,7:00PM,Suite 1,,6,6,1,Club,,,,,',
      ),
    });
    expect(errorCount).toBe(4);
    expect(errors).toEqual([
      {
        fileKind: 'INVENTORY',
        row: 3,
        column: 'Venue',
        value: 'Theatre Roial',
        message: expect.stringContaining('Did you mean Théâtre Royal?'),
      },
      {
        fileKind: 'INVENTORY',
        row: 4,
        column: 'Quantity',
        value: '5',
        message: expect.stringContaining('it would be 6'),
      },
      {
        fileKind: 'INVENTORY',
        row: 5,
        column: 'OrderedBy',
        value: 'ana.sliva@example.com',
        message: expect.stringContaining('Did you mean ana.silva@example.com?'),
      },
      {
        fileKind: 'INVENTORY',
        row: 6,
        column: 'SeatFrom',
        value: '6',
        message: expect.stringContaining('Seat 6 is also in row 2'),
      },
    ]);
    expect(await snapshot(world)).toBe(before);
  });

  test.each([
    ['is empty', '', 'The file is empty'],
    ['has only a heading', inventory().trim(), 'a heading and no rows'],
    ['lacks columns', 'Event,Venue\nGala,Hall\n', 'The column EventDate is missing'],
    ['does not close a quotation mark', `${inventory(SUITE)}"Gala,Theatre Royal\n`, 'never closed'],
    ['has too many values in a row', inventory(`${SUITE},,,,x`), 'The row has'],
  ])('that %s is refused', async (_what, text, message) => {
    const { errors } = await load(app, world, { INVENTORY: text });
    expect(errors.some((error) => error.message.includes(message))).toBe(true);
    expect(await rowCounts(world)).toMatchObject({ events: 0, tickets: 0 });
  });

  test('is only looked at by an analysis, which foresees what applying does', async () => {
    const files = { INVENTORY: inventory(SUITE, LOT) };
    const before = await snapshot(world);
    const foreseen = await analyze(app, world, files);
    expect(await snapshot(world)).toBe(before);
    expect((await load(app, world, files)).preview).toEqual(foreseen.preview);
    const changed = {
      INVENTORY: inventory(
        SUITE.replace('7:00PM', '8:00PM').replace('100.00', '90.00'),
        LOT.replace('7:00PM', '8:00PM').replace(',5,', ',3,'),
      ),
    };
    const again = await analyze(app, world, changed);
    expect(again.preview).toMatchObject({
      events: { updated: 1 },
      ticketGroups: { updated: 2 },
      tickets: { updated: 6, removed: 2, unchanged: 3 },
    });
    expect((await load(app, world, changed)).preview).toEqual(again.preview);
    expect(await wrongGroups(world)).toEqual([]);
  });

  test('can name venues and users of the other files of the same import', async () => {
    const files = {
      VENUES: 'Venue,TimeZone\nNew Hall,America/New_York\n',
      EMPLOYEES: 'FirstName,LastName,Email,ManagerEmail\nBo,Li,bo.li@example.com,ana.silva@example.com\n',
      INVENTORY: inventory('Gala,New Hall,07/10/2026,TBA,Club 1,B,2,8,4,Club,,,bo.li@example.com,,'),
    };
    expect((await analyze(app, world, files)).errors).toEqual([]);
    expect((await load(app, world, files)).errors).toEqual([]);
    const [event] = await rowsOf(world, Event);
    expect(event).toMatchObject({ startsAt: null, endsAt: new Date('2026-07-11T04:00:00Z') });
    expect((await rowsOf(world, Ticket)).map(({ seat }) => seat).sort()).toEqual([2, 4, 6, 8]);
  });

  test('is refused as a whole when another file of the same import has errors, without errors that only follow from those', async () => {
    const before = await snapshot(world);
    const { errors } = await load(app, world, {
      VENUES: 'Venue,TimeZone\nNew Hall,EST\nOther Hall,Europe/Paris\n',
      EMPLOYEES: 'FirstName,LastName,Email\nBo,Li,bo.li@example.com\n',
      INVENTORY: inventory(
        SUITE,
        'Gala,New Hall,07/10/2026,TBA,Club 1,,1,2,2,Club,,,,,',
        'Gala,Other Hall,07/10/2026,TBA,Club 1,,1,2,2,Club,,,bo.li@example.com,,',
      ),
    });
    expect(errors).toMatchObject([{ fileKind: 'VENUES', row: 2, column: 'TimeZone', value: 'EST' }]);
    expect(await snapshot(world)).toBe(before);
  });
});

describe('a later file', () => {
  test('moves the event whose time it changes, and what its groups copy', async () => {
    await load(app, world, { INVENTORY: inventory(SUITE, LOT) });
    await load(app, world, { INVENTORY: inventory(SUITE.replace('7:00PM', '9:30PM')) });
    const [event, ...others] = await rowsOf(world, Event);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      startsAt: new Date('2026-07-10T19:30:00Z'),
      endsAt: new Date('2026-07-10T23:30:00Z'),
      version: 2,
    });
    expect(await wrongGroups(world)).toEqual([]);
    const audit = (await rowsOf(world, AuditEntry)).filter(({ action }) => action === 'event.updated');
    expect(audit).toMatchObject([
      { subjectId: event?.id, before: { localTime: '19:00', version: 1 }, after: { localTime: '21:30', version: 2 } },
    ]);
  });

  test('postpones an event, which leaves the queue, and brings it back', async () => {
    await load(app, world, { INVENTORY: inventory(SUITE) });
    await load(app, world, { INVENTORY: inventory(`${SUITE},postponed`) });
    expect((await rowsOf(world, TicketGroup)).map(({ eventEndsAt }) => eventEndsAt)).toEqual([null]);
    await load(app, world, { INVENTORY: inventory(SUITE) });
    expect((await rowsOf(world, Event))[0]?.status).toBe('POSTPONED');
    await load(app, world, { INVENTORY: inventory(`${SUITE},Scheduled`) });
    expect(await wrongGroups(world)).toEqual([]);
    expect((await rowsOf(world, TicketGroup)).map(({ eventEndsAt }) => eventEndsAt)).toEqual([
      new Date('2026-07-10T21:00:00Z'),
    ]);
  });

  test('finds both events of a double-header again', async () => {
    const files = { INVENTORY: inventory(SUITE, SUITE.replace('7:00PM', '1:00PM')) };
    await load(app, world, files);
    expect(await rowCounts(world)).toMatchObject({ events: 2, ticket_locations: 1, ticket_groups: 2, tickets: 12 });
    const before = await snapshot(world);
    expect((await load(app, world, files)).errors).toEqual([]);
    expect(await snapshot(world)).toBe(before);
    const vague = await load(app, world, { INVENTORY: inventory(SUITE.replace('7:00PM', '')) });
    expect(vague.errors).toMatchObject([
      { row: 2, column: 'EventTime', value: '', message: expect.stringContaining('several events') },
    ]);
  });

  test('reports a time that the clocks skip', async () => {
    const { errors } = await load(app, world, {
      INVENTORY: inventory(SUITE.replace('07/10/2026,7:00PM', '03/29/2026,2:30 AM')),
    });
    expect(errors).toMatchObject([
      { row: 2, column: 'EventTime', value: '02:30', message: expect.stringContaining('such as 03:30') },
    ]);
  });

  test('never undoes a backfill, and does not take its tickets', async () => {
    await load(app, world, { INVENTORY: inventory(SUITE, LOT) });
    const seats = await backfill(world, 'Suite 1', 2);
    const lots = await backfill(world, 'Lot G', 4);
    const before = await snapshot(world);
    expect((await load(app, world, { INVENTORY: inventory(SUITE, LOT) })).errors).toEqual([]);
    expect(await snapshot(world)).toBe(before);

    const lowered = await load(app, world, { INVENTORY: inventory(SUITE, LOT.replace(',5,', ',3,')) });
    expect(lowered.errors).toMatchObject([
      { row: 3, column: 'Quantity', value: '3', message: expect.stringContaining(`order ${lots}`) },
    ]);
    const claimed = await load(app, world, {
      INVENTORY: inventory(SUITE.replace('EUR,,', 'EUR,ana.silva@example.com,')),
    });
    expect(claimed.errors).toMatchObject([
      { row: 2, column: 'OrderedBy', message: expect.stringContaining(`order ${seats}`) },
    ]);
    expect(await snapshot(world)).toBe(before);

    expect((await load(app, world, { INVENTORY: inventory(LOT.replace(',5,', ',4,')) })).preview.tickets).toMatchObject(
      { removed: 1, unchanged: 4 },
    );
    expect(await wrongGroups(world)).toEqual([]);
  });

  test('corrects values, notes and the usage category of an order', async () => {
    const ordered = LOT.replace('EUR,,,', 'EUR,ana.silva@example.com,Charity,');
    await load(app, world, { INVENTORY: inventory(ordered) });
    const corrected = ordered.replace('20.00', '25.50').replace('Charity,', 'Personal,late');
    const { preview } = await load(app, world, { INVENTORY: inventory(corrected) });
    expect(preview).toMatchObject({
      tickets: { updated: 5, unchanged: 0 },
      orders: { updated: 1 },
      newUsageCategories: ['Personal'],
    });
    expect((await rowsOf(world, Order)).map(({ notes }) => notes)).toEqual(['late']);
    expect(new Set((await rowsOf(world, Ticket)).map(({ faceValue }) => faceValue))).toEqual(new Set(['25.50']));
    expect(await wrongGroups(world)).toEqual([]);
  });
});
