import { expect, test } from '@jest/globals';
import { withPlaceholders } from './named-values.ts';

test('names become placeholders by their place in the list; casts, slices and texts stay', () => {
  const text = `SELECT (:ids::uuid[])[:first : 3], 'a: b', :organizationId, :ids`;
  expect(withPlaceholders(text, ['organizationId', 'ids', 'first'])).toBe(
    `SELECT ($2::uuid[])[$3 : 3], 'a: b', $1, $2`,
  );
});

test('a name that is not given is refused', () => {
  expect(() => withPlaceholders('SELECT :now', ['then'])).toThrow('The statement names now, which it is not given.');
});
