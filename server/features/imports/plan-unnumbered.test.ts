import { describe, expect, test } from '@jest/globals';
import type { LocationRow } from './inventory-facts.ts';
import { planLocation } from './plan-location.ts';
import { after, backfill, counts, EMPTY, row } from './plan-scene.ts';

describe('unnumbered tickets', () => {
  const load = (...rows: LocationRow[]) => after(planLocation(EMPTY, rows, 'USD'));

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
    const again = planLocation(after(plan), rows, 'USD');
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
