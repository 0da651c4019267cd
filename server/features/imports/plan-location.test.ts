import { describe, expect, test } from '@jest/globals';
import type { GroupOnFile, LocationOnFile, LocationRow, OrderOnFile, TicketOnFile } from './inventory-facts.ts';
import { type LocationPlan, planLocation } from './plan-location.ts';

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
    const again = planLocation(after(EMPTY, planLocation(EMPTY, rows, 'USD')), rows, 'USD');
    expect(counts(again)).toEqual({ groups: [0, 0, 1], tickets: [0, 0, 0, 7], orders: [0, 0, 1], errors: [] });
  });

  test('seats that the file does not mention stay', () => {
    const onFile = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-18' })], 'USD'));
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
    const onFile = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-4', value: 100 })], 'USD'));
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
    const onFile = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-4', value: 100 })], 'USD'));
    const plan = planLocation(onFile, [row({ seats: '1-2', orderedBy: 'ana' })], 'USD');
    expect(counts(plan)).toEqual({ groups: [0, 1, 0], tickets: [0, 2, 0, 0], orders: [1, 0, 0], errors: [] });
    expect(plan.groups.updated[0]).toMatchObject({ heldCount: 4, unresolvedCount: 2, unresolvedValue: 200 });
  });

  test('OrderedBy that would touch another order is refused, naming the order', () => {
    const ordered = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana' })], 'USD'));
    const byBo = planLocation(ordered, [row({ seats: '1-6', orderedBy: 'bo' })], 'USD');
    expect(byBo.errors).toMatchObject([
      {
        column: 'OrderedBy',
        message: expect.stringMatching(/Seats 1, 2, 3, 4 belong to order NUMBER-0, of another user/),
      },
    ]);
    const backfilled = backfill(after(EMPTY, planLocation(EMPTY, [row({ seats: '1-4' })], 'USD')), 1, 'ana');
    const byAna = planLocation(backfilled, [row({ seats: '1-4', orderedBy: 'ana' })], 'USD');
    expect(byAna.errors).toMatchObject([
      { column: 'OrderedBy', message: expect.stringMatching(/Seat 1 belongs to order BACKFILL, from a backfill/) },
    ]);
  });

  test('a row without OrderedBy undoes neither an order nor a backfill', () => {
    const ordered = after(
      EMPTY,
      planLocation(EMPTY, [row({ seats: '1-2', orderedBy: 'ana' }), row({ row: 3, seats: '3-6' })], 'USD'),
    );
    const plan = planLocation(backfill(ordered, 3, 'bo'), [row({ seats: '1-6' })], 'USD');
    expect(counts(plan)).toEqual({ groups: [0, 0, 1], tickets: [0, 0, 0, 6], orders: [0, 0, 2], errors: [] });
  });

  test('a corrected usage category or note changes the order; two different ones are refused', () => {
    const onFile = after(
      EMPTY,
      planLocation(EMPTY, [row({ seats: '1-4', orderedBy: 'ana', usage: 'charity' })], 'USD'),
    );
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
    const before = after(EMPTY, ordered);
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
      EMPTY,
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

describe('unnumbered tickets', () => {
  const load = (...rows: LocationRow[]) => after(EMPTY, planLocation(EMPTY, rows, 'USD'));

  test('rows with the same group and OrderedBy add up, one order for each ordered row', () => {
    const rows = [
      row({ quantity: 2 }),
      row({ row: 3, quantity: 3 }),
      row({ row: 4, quantity: 1, orderedBy: 'ana' }),
      row({ row: 5, quantity: 2, orderedBy: 'ana' }),
    ];
    const plan = planLocation(EMPTY, rows, 'USD');
    expect(counts(plan)).toEqual({ groups: [1, 0, 0], tickets: [8, 0, 0, 0], orders: [2, 0, 0], errors: [] });
    expect(plan.orders.created.map(({ ticketIds }) => ticketIds.length)).toEqual([1, 2]);
    const again = planLocation(after(EMPTY, plan), rows, 'USD');
    expect(counts(again)).toEqual({ groups: [0, 0, 1], tickets: [0, 0, 0, 8], orders: [0, 0, 2], errors: [] });
  });

  test('loading again after a backfill changes nothing', () => {
    const onFile = backfill(load(row({ quantity: 5 })), null, 'bo');
    expect(counts(planLocation(onFile, [row({ quantity: 5 })], 'USD'))).toEqual({
      groups: [0, 0, 1],
      tickets: [0, 0, 0, 5],
      orders: [0, 0, 1],
      errors: [],
    });
  });

  test('a higher quantity adds tickets, a lower one removes unresolved ones', () => {
    const onFile = backfill(load(row({ quantity: 5, value: 100 })), null, 'bo');
    expect(counts(planLocation(onFile, [row({ quantity: 7 })], 'USD'))).toMatchObject({
      tickets: [2, 0, 0, 5],
      errors: [],
    });
    const lowered = planLocation(onFile, [row({ quantity: 2 })], 'USD');
    expect(counts(lowered)).toMatchObject({ groups: [0, 1, 0], tickets: [0, 0, 3, 2], errors: [] });
    expect(lowered.groups.updated[0]).toMatchObject({ heldCount: 2, unresolvedCount: 1, unresolvedValue: 100 });
  });

  test('a quantity below what is backfilled is refused, naming the order', () => {
    const onFile = backfill(backfill(load(row({ quantity: 5 })), null, 'bo'), null, 'bo', 'SECOND');
    const plan = planLocation(onFile, [row({ quantity: 1 })], 'USD');
    expect(plan.errors).toMatchObject([
      { column: 'Quantity', message: expect.stringContaining('order BACKFILL, SECOND') },
    ]);
    expect(plan.errors[0]?.message).toContain('5 tickets on file would become 1, but only 3 of them are unresolved');
  });

  test('a user’s quantity can grow, and is not lowered: that would touch the order', () => {
    const onFile = load(row({ quantity: 3, orderedBy: 'ana' }));
    expect(counts(planLocation(onFile, [row({ quantity: 5, orderedBy: 'ana' })], 'USD'))).toMatchObject({
      tickets: [2, 0, 0, 3],
      orders: [1, 0, 1],
    });
    expect(planLocation(onFile, [row({ quantity: 2, orderedBy: 'ana' })], 'USD').errors).toMatchObject([
      { column: 'Quantity', message: expect.stringContaining('order NUMBER-0') },
    ]);
  });

  test('a newly ordered quantity is taken out of the unresolved tickets', () => {
    const onFile = load(row({ quantity: 6 }));
    const counted = planLocation(onFile, [row({ quantity: 2, orderedBy: 'ana' }), row({ row: 3, quantity: 4 })], 'USD');
    expect(counts(counted)).toEqual({ groups: [0, 1, 0], tickets: [0, 2, 0, 4], orders: [1, 0, 0], errors: [] });
    expect(counted.groups.updated[0]).toMatchObject({ heldCount: 6, unresolvedCount: 4 });
    const all = planLocation(onFile, [row({ quantity: 6, orderedBy: 'ana' })], 'USD');
    expect(all.groups.updated[0]).toMatchObject({ heldCount: 6, unresolvedCount: 0 });
    const added = planLocation(onFile, [row({ quantity: 2, orderedBy: 'ana' }), row({ row: 3, quantity: 6 })], 'USD');
    expect(added.groups.updated[0]).toMatchObject({ heldCount: 8, unresolvedCount: 6 });
  });

  test('a newly ordered quantity that would need backfilled tickets is refused, naming the order', () => {
    const onFile = backfill(load(row({ quantity: 3 })), null, 'bo');
    expect(counts(planLocation(onFile, [row({ quantity: 2, orderedBy: 'ana' })], 'USD'))).toMatchObject({
      tickets: [0, 2, 0, 0],
      errors: [],
    });
    expect(planLocation(onFile, [row({ quantity: 3, orderedBy: 'ana' })], 'USD').errors).toMatchObject([
      { column: 'OrderedBy', message: expect.stringContaining('order BACKFILL') },
    ]);
  });

  test('different values in one group are kept apart, and loading again changes nothing', () => {
    const rows = [
      row({ quantity: 2, value: null }),
      row({ row: 3, quantity: 3, value: 80 }),
      row({ row: 4, quantity: 1, value: 75, notes: 'aisle' }),
    ];
    const onFile = load(...rows);
    expect(counts(planLocation(onFile, rows, 'USD'))).toMatchObject({ groups: [0, 0, 1], tickets: [0, 0, 0, 6] });
    expect(counts(planLocation(backfill(onFile, null, 'bo'), [...rows].reverse(), 'USD'))).toMatchObject({
      groups: [0, 0, 1],
      tickets: [0, 0, 0, 6],
    });
    const fewer = planLocation(
      onFile,
      [row({ quantity: 3, value: 80 }), row({ row: 3, quantity: 1, value: 75 })],
      'USD',
    );
    expect(counts(fewer)).toMatchObject({ tickets: [0, 0, 2, 4] });
    expect(fewer.groups.updated[0]).toMatchObject({ unresolvedValue: 315, unresolvedWithoutValueCount: 0 });
  });

  test('orders of one user are told apart by usage category, in any order of rows', () => {
    const rows = [
      row({ quantity: 1, orderedBy: 'ana', usage: 'charity' }),
      row({ row: 3, quantity: 2, orderedBy: 'ana', usage: 'personal' }),
    ];
    const onFile = load(...rows);
    expect(counts(planLocation(onFile, [...rows].reverse(), 'USD'))).toMatchObject({
      tickets: [0, 0, 0, 3],
      orders: [0, 0, 2],
      errors: [],
    });
  });
});

describe('currencies', () => {
  test('default to the organization’s, then to the group’s', () => {
    expect(planLocation(EMPTY, [row({ seats: '1-2', value: 5 })], 'EUR').groups.created[0]?.currency).toBe('EUR');
    const onFile = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-2', value: 5, currency: 'MXN' })], 'USD'));
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
    const onFile = after(EMPTY, planLocation(EMPTY, [row({ seats: '1-4', value: 5 })], 'USD'));
    expect(planLocation(onFile, [row({ seats: '1-2', value: 5, currency: 'MXN' })], 'USD').errors).toMatchObject([
      { column: 'Currency' },
    ]);
    const restated = planLocation(onFile, [row({ seats: '1-4', value: 90, currency: 'MXN' })], 'USD');
    expect(restated.errors).toEqual([]);
    expect(restated.groups.updated[0]).toMatchObject({ currency: 'MXN', unresolvedValue: 360 });
  });
});

const EMPTY: LocationOnFile = { groups: [], tickets: [], orders: [] };

interface RowOptions {
  row?: number;
  /** `1-4`, or `1-7/2` for every second one. */
  seats?: string;
  quantity?: number;
  category?: string;
  value?: number | null;
  currency?: string;
  orderedBy?: string;
  usage?: string;
  notes?: string;
}

function row({
  row: line = 2,
  seats,
  quantity = 1,
  category = 'suite',
  value = null,
  currency,
  orderedBy,
  usage,
  notes,
}: RowOptions): LocationRow {
  const [from = 0, thru = 0, step = 1] = (seats ?? '').split(/[-/]/).map(Number);
  return {
    row: line,
    seats: seats ? { from, thru, step: step === 2 ? 2 : 1 } : null,
    quantity: seats ? (thru - from) / step + 1 : quantity,
    ticketCategoryId: category,
    faceValue: value,
    currency: currency ?? null,
    orderedBy: orderedBy ?? null,
    orderedById: orderedBy ?? null,
    usageCategoryId: usage ?? null,
    notes: notes ?? null,
  };
}

/** [created, updated, unchanged]; of tickets [created, updated, removed, unchanged]. */
function counts({ groups, tickets, orders, errors }: LocationPlan) {
  return {
    groups: [groups.created.length, groups.updated.length, groups.unchanged],
    tickets: [tickets.created.length, tickets.updated.length, tickets.removed.length, tickets.unchanged],
    orders: [orders.created.length, orders.updated.length, orders.unchanged],
    errors,
  };
}

/** What is on file once a plan for an empty location was applied. */
function after(_before: LocationOnFile, plan: LocationPlan): LocationOnFile {
  const orderOf = new Map(plan.orders.created.flatMap((order) => order.ticketIds.map((id) => [id, order.id] as const)));
  return {
    groups: plan.groups.created.map(({ isNew: _isNew, ...group }): GroupOnFile => group),
    tickets: plan.tickets.created.map(({ isOrdered: _isOrdered, ...ticket }): TicketOnFile => ({
      ...ticket,
      orderId: orderOf.get(ticket.id) ?? null,
    })),
    orders: plan.orders.created.map(({ ticketIds: _ticketIds, ...order }, index): OrderOnFile => ({
      ...order,
      number: `NUMBER-${index}`,
      fromFile: true,
      isOrdered: true,
    })),
  };
}

/** Gives an unresolved ticket (the one at `seat`, or any) to an order that comes from a backfill. */
function backfill(
  onFile: LocationOnFile,
  seat: number | null,
  recipientId: string,
  number = 'BACKFILL',
): LocationOnFile {
  const chosen = onFile.tickets.find((ticket) => ticket.orderId === null && ticket.seat === seat);
  if (!chosen) throw new Error('There is no such unresolved ticket.');
  const order: OrderOnFile = {
    id: number,
    number,
    groupId: chosen.groupId,
    recipientId,
    usageCategoryId: 'charity',
    notes: null,
    fromFile: false,
    isOrdered: false,
  };
  return {
    groups: onFile.groups.map((group) =>
      group.id === chosen.groupId
        ? {
            ...group,
            unresolvedCount: group.unresolvedCount - 1,
            unresolvedValue: group.unresolvedValue - (chosen.faceValue ?? 0),
            unresolvedWithoutValueCount: group.unresolvedWithoutValueCount - (chosen.faceValue === null ? 1 : 0),
          }
        : group,
    ),
    tickets: onFile.tickets.map((ticket) => (ticket === chosen ? { ...ticket, orderId: number } : ticket)),
    orders: [...onFile.orders, order],
  };
}
