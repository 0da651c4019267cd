import { expect, test } from '@jest/globals';
import { validate, version } from 'uuid';
import { newId } from './id.ts';

const COUNT = 20_000;

test('20,000 ids made at once are uuids of version 7, each greater than the one before', () => {
  const ids = Array.from({ length: COUNT }, newId);
  expect(ids.filter((id) => validate(id) && version(id) === 7)).toHaveLength(COUNT);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(COUNT);
});

test('an id carries the time at which it was made', () => {
  const before = Date.now();
  const made = Number.parseInt(newId().replace('-', '').slice(0, 12), 16);
  expect(made).toBeGreaterThanOrEqual(before);
  expect(made).toBeLessThanOrEqual(Date.now());
});

test('the random end of an id does not come back with the pool it is drawn from', () => {
  const ends = Array.from({ length: 2_000 }, () => newId().slice(-10));
  expect(new Set(ends).size).toBe(2_000);
});
