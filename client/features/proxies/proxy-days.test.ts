import { expect, test } from '@jest/globals';
import { daysProblem } from './proxy-days.ts';

test.each([
  ['', '2026-07-20', 'missing'],
  ['2026-07-20', '2026-07-19', 'endsBefore'],
  ['2026-07-01', '2026-07-14', 'past'],
  ['2026-07-15', '2027-07-16', 'tooLong'],
  ['2026-07-15', '2027-07-15', undefined],
  ['2026-07-01', '2026-07-15', undefined],
])('from %s until %s, seen on 2026-07-15: %s', (from, until, problem) => {
  expect(daysProblem(from, until, '2026-07-15')).toBe(problem);
});
