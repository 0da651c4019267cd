import { describe, expect, test } from '@jest/globals';
import { planLocation } from './plan-location.ts';
import { after, backfill, counts, EMPTY, row } from './plan-scene.ts';

describe('numbered tickets', () => {
  test('a new row makes a group, a ticket for each seat and, when it was ordered, one order', () => {
    const plan = planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana', usage: 'charity' })], 'USD');
    expect(counts(plan)).toEqual({ groups: [1, 0, 0], tickets: [4, 0, 0, 0], orders: [1, 0, 0], errors: [] });
    expect(plan.groups.created[0]).toMatchObject({
      heldCount: 4,
      unresolvedCount: 0,
      unresolvedValue: 0,
      currency: 'USD',
    });
    expect(plan.tickets.created.map(({ seat, isOrdered }) => [seat, isOrdered])).toEqual(
      [1, 2, 3, 4].map((seat) => [seat, true]),
    );
    expect(plan.orders.created[0]).toMatchObject({ recipientId: 'ana', usageCategoryId: 'charity' });
    expect(plan.orders.created[0]?.ticketIds).toEqual(plan.tickets.created.map(({ id }) => id));
  });

  test('the same seat twice in a file is refused, naming both rows, whatever the category', () => {
    const rows = [row({ row: 2, seats: '1-4' }), row({ row: 3, seats: '4-6', category: 'club' })];
    const { errors } = planLocation(EMPTY, rows, 'USD');
    expect(errors).toEqual([
      { row: rows[1], column: 'SeatFrom', message: expect.stringContaining('Seat 4 is also in row 2') },
    ]);
  });

  test('loading the same rows again changes nothing', () => {
    const rows = [
      row({ seats: '1-4', orderedBy: 'ana', usage: 'charity', notes: 'window' }),
      row({ row: 3, seats: '5-9/2', value: 100 }),
    ];
    const again = planLocation(after(planLocation(EMPTY, rows, 'USD')), rows, 'USD');
    expect(counts(again)).toEqual({ groups: [0, 0, 1], tickets: [0, 0, 0, 7], orders: [0, 0, 1], errors: [] });
  });

  test('seats that the file does not mention stay', () => {
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-18' })], 'USD'));
    expect(counts(planLocation(onFile, [row({ seats: '1-16' })], 'USD'))).toMatchObject({
      tickets: [0, 0, 0, 16],
      errors: [],
    });
    expect(counts(planLocation(onFile, [row({ seats: '19-20' })], 'USD'))).toMatchObject({
      groups: [0, 1, 0],
      tickets: [2, 0, 0, 0],
    });
  });

  test('a corrected value changes the tickets and the group’s sums; an empty one does not', () => {
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-4', value: 100 })], 'USD'));
    const plan = planLocation(onFile, [row({ seats: '1-2', value: 150 })], 'USD');
    expect(counts(plan)).toEqual({ groups: [0, 1, 0], tickets: [0, 2, 0, 0], orders: [0, 0, 0], errors: [] });
    expect(plan.groups.updated[0]).toMatchObject({
      heldCount: 4,
      unresolvedCount: 4,
      unresolvedValue: 500,
      unresolvedWithoutValueCount: 0,
    });
    expect(counts(planLocation(onFile, [row({ seats: '1-2', value: null })], 'USD'))).toMatchObject({
      groups: [0, 0, 1],
      tickets: [0, 0, 0, 2],
    });
  });

  test('unknown value is counted apart, never as 0', () => {
    const plan = planLocation(
      EMPTY,
      [row({ seats: '1-2', value: 0 }), row({ row: 3, seats: '3-5', value: null })],
      'USD',
    );
    expect(plan.groups.created[0]).toMatchObject({
      unresolvedValue: 0,
      unresolvedWithoutValueCount: 3,
      unresolvedCount: 5,
    });
    expect(plan.tickets.created.map(({ faceValue }) => faceValue)).toEqual([0, 0, null, null, null]);
  });

  test('OrderedBy that comes later orders the unresolved seats', () => {
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-4', value: 100 })], 'USD'));
    const plan = planLocation(onFile, [row({ seats: '1-2', orderedBy: 'ana' })], 'USD');
    expect(counts(plan)).toEqual({ groups: [0, 1, 0], tickets: [0, 2, 0, 0], orders: [1, 0, 0], errors: [] });
    expect(plan.groups.updated[0]).toMatchObject({ heldCount: 4, unresolvedCount: 2, unresolvedValue: 200 });
  });

  test('OrderedBy that would touch another order is refused, naming the order', () => {
    const ordered = after(planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana' })], 'USD'));
    const byBo = planLocation(ordered, [row({ seats: '1-6', orderedBy: 'bo' })], 'USD');
    expect(byBo.errors).toMatchObject([
      {
        column: 'OrderedBy',
        message: expect.stringMatching(/Seats 1, 2, 3, 4 belong to order NUMBER-0, of another user/),
      },
    ]);
    const backfilled = backfill(after(planLocation(EMPTY, [row({ seats: '1-4' })], 'USD')), 1, 'ana');
    const byAna = planLocation(backfilled, [row({ seats: '1-4', orderedBy: 'ana' })], 'USD');
    expect(byAna.errors).toMatchObject([
      { column: 'OrderedBy', message: expect.stringMatching(/Seat 1 belongs to order BACKFILL, from a backfill/) },
    ]);
  });

  test('a row without OrderedBy undoes neither an order nor a backfill', () => {
    const ordered = after(
      planLocation(EMPTY, [row({ seats: '1-2', orderedBy: 'ana' }), row({ row: 3, seats: '3-6' })], 'USD'),
    );
    const plan = planLocation(backfill(ordered, 3, 'bo'), [row({ seats: '1-6' })], 'USD');
    expect(counts(plan)).toEqual({ groups: [0, 0, 1], tickets: [0, 0, 0, 6], orders: [0, 0, 2], errors: [] });
  });

  test('a corrected usage category or note changes the order; two different ones are refused', () => {
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana', usage: 'charity' })], 'USD'));
    const plan = planLocation(
      onFile,
      [row({ seats: '1-4', orderedBy: 'ana', usage: 'personal', notes: 'late' })],
      'USD',
    );
    expect(counts(plan)).toMatchObject({ tickets: [0, 0, 0, 4], orders: [0, 1, 0], errors: [] });
    expect(plan.orders.updated[0]).toMatchObject({ usageCategoryId: 'personal', notes: 'late' });
    const split = [
      row({ seats: '1-2', orderedBy: 'ana', usage: 'charity' }),
      row({ row: 3, seats: '3-4', orderedBy: 'ana', usage: 'personal' }),
    ];
    expect(planLocation(onFile, split, 'USD').errors).toMatchObject([
      { column: 'UsageCategory', message: expect.stringContaining('row 2 are order NUMBER-0') },
    ]);
  });

  test('an order whose guest list is asked for keeps what its user says', () => {
    const ordered = planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana', usage: 'charity' })], 'USD');
    const before = after(ordered);
    const onFile = { ...before, orders: before.orders.map((order) => ({ ...order, isOrdered: false })) };
    const corrected = [row({ seats: '1-4', orderedBy: 'ana', usage: 'personal', notes: 'late' })];
    expect(counts(planLocation(onFile, corrected, 'USD'))).toMatchObject({
      tickets: [0, 0, 0, 4],
      orders: [0, 0, 1],
      errors: [],
    });
    expect(planLocation(onFile, [row({ seats: '1-4', category: 'club' })], 'USD').errors).toMatchObject([
      { column: 'TicketCategory', message: expect.stringContaining('whose guest list is asked for') },
    ]);
  });

  test('a corrected category moves the seats, and an order as a whole', () => {
    const onFile = after(
      planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana' }), row({ row: 3, seats: '5-6', value: 100 })], 'USD'),
    );
    const plan = planLocation(
      onFile,
      [row({ seats: '1-4', category: 'club' }), row({ row: 3, seats: '5-5', category: 'club' })],
      'USD',
    );
    expect(counts(plan)).toEqual({ groups: [1, 1, 0], tickets: [0, 5, 0, 0], orders: [0, 1, 0], errors: [] });
    expect(plan.groups.created[0]).toMatchObject({
      ticketCategoryId: 'club',
      heldCount: 5,
      unresolvedCount: 1,
      unresolvedValue: 100,
    });
    expect(plan.groups.updated[0]).toMatchObject({
      ticketCategoryId: 'suite',
      heldCount: 1,
      unresolvedCount: 1,
      unresolvedValue: 100,
    });
    expect(planLocation(onFile, [row({ seats: '1-3', category: 'club' })], 'USD').errors).toMatchObject([
      { column: 'TicketCategory', message: expect.stringContaining('NUMBER-0') },
    ]);
    expect(
      planLocation(backfill(onFile, 5, 'bo'), [row({ seats: '5-5', category: 'club' })], 'USD').errors,
    ).toMatchObject([{ column: 'TicketCategory', message: expect.stringContaining('BACKFILL') }]);
  });
});

describe('currencies', () => {
  test('default to the organization’s, then to the group’s', () => {
    expect(planLocation(EMPTY, [row({ seats: '1-2', value: 5 })], 'EUR').groups.created[0]?.currency).toBe('EUR');
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-2', value: 5, currency: 'MXN' })], 'USD'));
    expect(counts(planLocation(onFile, [row({ seats: '1-3', value: 5 })], 'USD'))).toMatchObject({
      tickets: [1, 0, 0, 2],
      errors: [],
    });
  });

  test('two in one group are refused, within a file and against what is on file', () => {
    const rows = [
      row({ seats: '1-2', value: 5, currency: 'MXN' }),
      row({ row: 3, seats: '3-4', value: 5, currency: 'USD' }),
    ];
    expect(planLocation(EMPTY, rows, 'USD').errors).toMatchObject([{ row: { row: 3 }, column: 'Currency' }]);
    const onFile = after(planLocation(EMPTY, [row({ seats: '1-4', value: 5 })], 'USD'));
    expect(planLocation(onFile, [row({ seats: '1-2', value: 5, currency: 'MXN' })], 'USD').errors).toMatchObject([
      { column: 'Currency' },
    ]);
    const restated = planLocation(onFile, [row({ seats: '1-4', value: 90, currency: 'MXN' })], 'USD');
    expect(restated.errors).toEqual([]);
    expect(restated.groups.updated[0]).toMatchObject({ currency: 'MXN', unresolvedValue: 360 });
  });
});
