import { describe, expect, test } from '@jest/globals';
import { type Budget, budgetTable, verdictOf } from './budgets.ts';

const budget: Budget = { what: 'first rows visible', measured: 0, unit: 'ms', must: 1000, aim: 500 };

describe('a budget', () => {
  test.each([
    [500, 'aim'],
    [501, 'must'],
    [1000, 'must'],
    [1001, 'MISSED'],
    [NaN, 'MISSED'],
  ])('with %d measured: %s', (measured, verdict) => {
    expect(verdictOf({ ...budget, measured })).toBe(verdict);
  });

  test('without an aim is kept or missed', () => {
    const { aim: _, ...only } = budget;
    expect(verdictOf({ ...only, measured: 1 })).toBe('must');
  });

  test('is printed with its limits in columns', () => {
    const shift: Budget = { what: 'layout shift', measured: 0.01234, unit: '', must: 0 };
    expect(budgetTable([{ ...budget, measured: 432.1 }, shift]).split('\n')).toEqual([
      '  what                measured     Must     Aim    kept',
      '  first rows visible    432 ms  1000 ms  500 ms     aim',
      '  layout shift          0.0123        0       -  MISSED',
    ]);
  });
});
