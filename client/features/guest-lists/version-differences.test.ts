import { expect, test } from '@jest/globals';
import { differencesOf } from './version-differences.ts';

test('two versions differ where their texts do, whatever is new or gone', () => {
  const before = new Map([
    ['Seat 1', 'Kim Roe'],
    ['Seat 2', 'Lou Fox'],
    ['Purpose', 'Briefing'],
  ]);
  const after = new Map([
    ['Usage category', 'Charity'],
    ['Seat 1', 'Kim Roe'],
    ['Seat 2', 'Mo Sun'],
  ]);
  expect(differencesOf(before, after)).toEqual([
    { what: 'Usage category', before: '', after: 'Charity' },
    { what: 'Seat 2', before: 'Lou Fox', after: 'Mo Sun' },
    { what: 'Purpose', before: 'Briefing', after: '' },
  ]);
  expect(differencesOf(after, after)).toEqual([]);
});
