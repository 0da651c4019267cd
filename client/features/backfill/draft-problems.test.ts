import { expect, test } from '@jest/globals';
import { fieldOf, lineIndexOf } from './draft-problems.ts';

test('a problem is tied to its line and field by its path', () => {
  expect(lineIndexOf({ path: ['assignments', '3', 'quantity'] })).toBe(3);
  expect(fieldOf({ path: ['assignments', '3', 'quantity'] })).toBe('quantity');
  expect(lineIndexOf({ path: ['input', 'assignments', '0'] })).toBe(0);
  expect(fieldOf({ path: ['input', 'assignments', '0'] })).toBeUndefined();
});

test('a problem of the whole draft has no line', () => {
  expect([lineIndexOf({ path: null }), lineIndexOf({ path: ['expectedVersion'] })]).toEqual([undefined, undefined]);
  expect([fieldOf({ path: null }), fieldOf({ path: ['note'] })]).toEqual([undefined, undefined]);
});
