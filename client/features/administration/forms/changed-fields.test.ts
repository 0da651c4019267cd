import { expect, test } from '@jest/globals';
import { changedFields } from './changed-fields.ts';

const start = { name: 'Ana Example', department: '', days: [1, 3], manager: { id: 'u1' } };

test('nothing is changed by typing blanks or by an equal copy', () => {
  expect(changedFields(start, structuredClone(start))).toEqual({});
  expect(changedFields(start, { ...start, name: ' Ana Example ', department: ' ' })).toEqual({});
});

test('only what differs counts as changed', () => {
  expect(changedFields(start, { ...start, name: 'Ana Invented', days: [1] })).toEqual({
    name: 'Ana Invented',
    days: [1],
  });
  expect(changedFields<{ manager: object | null }>({ manager: { id: 'u1' } }, { manager: null })).toEqual({
    manager: null,
  });
});
