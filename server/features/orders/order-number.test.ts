import { expect, test } from '@jest/globals';
import { newOrderNumber, numberPrefix } from './order-number.ts';

test('an order number has 8 characters that are hard to confuse, and 1,000 of them differ', () => {
  const numbers = Array.from({ length: 1000 }, newOrderNumber);
  expect(numbers.filter((number) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(number))).toHaveLength(1000);
  expect(new Set(numbers).size).toBe(1000);
});

test.each([
  ['4f2k', '4F2K0000', '4F2KZZZZ'],
  ['4F2K9XWA', '4F2K9XWA', '4F2K9XWA'],
  [' #4f2k-9xwa ', '4F2K9XWA', '4F2K9XWA'],
  ['oil8', '01180000', '0118ZZZZ'],
])('what was typed as %j is read as the numbers from %s to %s', (typed, from, to) => {
  expect(numberPrefix(typed)).toEqual({ from, to });
});

test.each(['4f2', '4f2k9xwa1', 'club', '4f2!', 'arsenal fc', ''])(
  '%j cannot be the beginning of an order number',
  (typed) => {
    expect(numberPrefix(typed)).toBeUndefined();
  },
);
