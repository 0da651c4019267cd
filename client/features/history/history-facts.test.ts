import { expect, test } from '@jest/globals';
import { changedFacts } from './history-facts.ts';

test('only what changed is shown, with what is gone last', () => {
  expect(
    changedFacts('{"status":"DRAFT","version":1,"note":"x"}', '{"status":"CONFIRMED","version":1,"tickets":2}'),
  ).toEqual([
    { key: 'status', before: 'DRAFT', after: 'CONFIRMED' },
    { key: 'tickets', before: null, after: '2' },
    { key: 'note', before: 'x', after: null },
  ]);
});

test('nothing on file is no fact, and what cannot be read is left out', () => {
  expect(changedFacts(null, '{"confirmedAt":null}')).toEqual([]);
  expect(changedFacts('nonsense', null)).toEqual([]);
});
