import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../inventory/ticket.entity.ts';
import { app, world, api, line, create, confirm, state, seats, type Group, setScene } from './backfill-scene.ts';
import { CREATE } from './backfills.documents.ts';

setScene();

describe('what is refused, with the facts, and changes nothing', () => {
  test('a future, a postponed and a cancelled event, and a group that is all ordered', async () => {
    const future = await world.ticketGroup({ event: await world.event({ localDate: world.day(2) }) });
    const postponed = await world.ticketGroup({ event: await world.event({ status: 'POSTPONED' }) });
    const cancelled = await world.ticketGroup({ event: await world.event({ status: 'CANCELLED' }) });
    const gone = await world.ticketGroup({ quantity: 1 });
    await confirm((await create([line(gone, 1)])).backfill);
    const before = await state();
    const { backfill, userErrors } = await create([
      line(future, 1),
      line(postponed, 1),
      line(cancelled, 1),
      line(gone, 1),
    ]);
    expect(backfill).toBeNull();
    expect(
      userErrors.map((error: { __typename: string; state: string; path: string[] }) => [
        error.__typename,
        error.state,
        error.path,
      ]),
    ).toEqual([
      ['NotInUnusedQueue', 'EVENT_NOT_PAST', ['assignments', '0', 'ticketGroupId']],
      ['NotInUnusedQueue', 'EVENT_POSTPONED', ['assignments', '1', 'ticketGroupId']],
      ['NotInUnusedQueue', 'EVENT_CANCELLED', ['assignments', '2', 'ticketGroupId']],
      ['NotInUnusedQueue', 'ALL_ORDERED', ['assignments', '3', 'ticketGroupId']],
    ]);
    expect(await state()).toEqual(before);
  });

  test('more than is unused says how many remain, and lines on one group add up', async () => {
    const group = await world.ticketGroup({ quantity: 5 });
    const alone = await create([line(group, 6)]);
    expect(alone.userErrors).toEqual([
      {
        __typename: 'NotEnoughUnusedTickets',
        message: expect.stringContaining('5 unused tickets left; 6 were asked for'),
        path: ['assignments', '0', 'quantity'],
        requested: 6,
        unusedCount: 5,
        ticketGroup: { unusedCount: 5 },
      },
    ]);
    const together = await create([line(group, 3), line(group, 3)]);
    expect(together.userErrors).toMatchObject([
      { path: ['assignments', '1', 'quantity'], requested: 3, unusedCount: 2 },
    ]);
    expect(await api.refusal(CREATE, { input: { assignments: [line(group, 0)] } })).toBe('BAD_USER_INPUT');
    expect((await create([])).userErrors).toMatchObject([{ __typename: 'InvalidInput', path: ['assignments'] }]);
    const tooMany = Array.from({ length: 101 }, () => line(group, 1));
    expect((await create(tooMany)).userErrors).toMatchObject([
      { __typename: 'InvalidInput', message: expect.stringContaining('got 101') },
    ]);
    expect(await state()).toMatchObject({ backfills: 0, orders: 0, audit: 0 });
  });

  test('an inactive recipient and a retired usage category, every bad line at once', async () => {
    const group = await world.ticketGroup({ quantity: 5 });
    const leaver = await world.user('EMPLOYEE', { isActive: false, name: 'Lee Leaver', email: 'lee@example.com' });
    const retired = await world.usageCategory('Old Reason', new Date('2025-01-01'));
    const { userErrors } = await create([
      line(group, 1, { to: leaver }),
      line(group, 1),
      line(group, 9, { category: retired }),
    ]);
    expect(userErrors).toMatchObject([
      {
        __typename: 'RecipientInactive',
        path: ['assignments', '0', 'recipientId'],
        recipient: { email: 'lee@example.com' },
      },
      {
        __typename: 'UsageCategoryRetired',
        path: ['assignments', '2', 'usageCategoryId'],
        usageCategory: { name: 'Old Reason' },
      },
      { __typename: 'NotEnoughUnusedTickets', path: ['assignments', '2', 'quantity'], requested: 9, unusedCount: 3 },
    ]);
    expect(await state()).toMatchObject({ backfills: 0, assignments: 0, audit: 0 });
  });

  test('unknown ids, ids of another type and ids of another organization get the same answer', async () => {
    const other = await app.world();
    const theirs = await other.ticketGroup();
    const group = await world.ticketGroup();
    const strange = [
      other.id('TicketGroup', theirs),
      world.id('TicketGroup', { id: '00000000-0000-7000-8000-000000000000' }),
      world.id('User', group),
      'nonsense',
    ];
    const messages = [];
    for (const ticketGroupId of strange) {
      const { userErrors } = await create([{ ...line(group, 1), ticketGroupId }]);
      messages.push(userErrors);
    }
    for (const userErrors of messages) {
      expect(userErrors).toEqual([
        {
          __typename: 'UnknownReference',
          message: 'No ticket group has this id.',
          path: ['assignments', '0', 'ticketGroupId'],
        },
      ]);
    }
    expect(
      (await create([{ ...line(group, 1), recipientId: other.id('User', await other.user('EMPLOYEE')) }])).userErrors,
    ).toMatchObject([{ __typename: 'UnknownReference', path: ['assignments', '0', 'recipientId'] }]);
  });

  test('exact seats are given as asked, never replaced, and must match the quantity', async () => {
    const group: Group = await world.ticketGroup({ seats: [1, 2, 3, 4] });
    const [, second, third] = group.tickets as [Ticket, Ticket, Ticket, Ticket];
    expect((await create([line(group, 1, { tickets: [second, third] })])).userErrors).toMatchObject([
      { __typename: 'InvalidInput', path: ['assignments', '0', 'ticketIds'] },
    ]);
    const elsewhere: Group = await world.ticketGroup({ seats: [1] });
    expect((await create([line(group, 1, { tickets: elsewhere.tickets })])).userErrors).toMatchObject([
      { __typename: 'UnknownReference', path: ['assignments', '0', 'ticketIds', '0'] },
    ]);
    const { backfill } = await create([line(group, 2), line(group, 2, { tickets: [second, third] })]);
    expect(backfill.assignments.map((row: { tickets: { seat: string }[] }) => seats(row.tickets))).toEqual([
      ['1', '4'],
      ['2', '3'],
    ]);
    expect(backfill.review.warnings).toMatchObject([{ kind: 'SEATS_NOT_ADJACENT', path: ['assignments', '0'] }]);

    const { backfill: rival } = await create([line(group, 1, { tickets: [third] })]);
    expect((await confirm(rival)).userErrors).toEqual([]);
    const before = await state();
    const payload = await confirm(backfill);
    expect(payload.userErrors).toMatchObject([
      { __typename: 'TicketUnavailable', path: ['assignments', '1', 'ticketIds', '1'], ticket: { seat: '3' } },
    ]);
    expect(payload.orders).toEqual([]);
    expect(await state()).toEqual(before);
  });
});
