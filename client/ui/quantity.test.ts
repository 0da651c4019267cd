import { expect, test } from '@jest/globals';
import { readQuantity } from './quantity.ts';

test('a whole number up to what there is, is taken as typed', () => {
  expect(readQuantity('1', 4)).toEqual({ quantity: 1, problem: null });
  expect(readQuantity(' 4 ', 4)).toEqual({ quantity: 4, problem: null });
});

test('too many is said, and the number stays', () => {
  expect(readQuantity('6', 4)).toEqual({ quantity: 6, problem: 'tooMany' });
});

test.each(['0', '-1', '1.5', '1e2', 'two', '9999999999'])('%p is not a number of tickets', (text) => {
  expect(readQuantity(text, 4)).toEqual({ quantity: null, problem: 'notWhole' });
});

test('nothing typed is told apart from nonsense', () => {
  expect(readQuantity('  ', 4)).toEqual({ quantity: null, problem: 'missing' });
});
