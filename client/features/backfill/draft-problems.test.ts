import { expect, test } from '@jest/globals';
import { fieldOf, lineIndexOf, toLineProblems } from './draft-problems.ts';

const group = { __typename: 'TicketGroup' as const, id: 'suite', unusedCount: 1 };

test('a problem is tied to its line and field by its path', () => {
  expect(lineIndexOf({ path: ['assignments', '3', 'quantity'] })).toBe(3);
  expect(fieldOf({ path: ['assignments', '3', 'quantity'] })).toBe('quantity');
  expect(lineIndexOf({ path: ['input', 'assignments', '0'] })).toBe(0);
  expect(fieldOf({ path: ['input', 'assignments', '0'] })).toBeUndefined();
  expect([lineIndexOf({ path: null }), lineIndexOf({ path: ['note'] }), fieldOf({ path: ['note'] })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('problems of lines carry what a repair needs; problems of the whole draft are not a line’s', () => {
  const problems = toLineProblems([
    {
      __typename: 'NotEnoughUnusedTickets',
      message: 'Only 1.',
      path: ['assignments', '0', 'quantity'],
      requested: 3,
      unusedCount: 1,
      ticketGroup: group,
    },
    {
      __typename: 'NotInUnusedQueue',
      message: '',
      path: ['assignments', '1'],
      state: 'EVENT_POSTPONED',
      ticketGroup: group,
    },
    { __typename: 'StaleVersion', message: '', path: ['expectedVersion'], currentVersion: 4 },
  ]);
  expect(problems).toEqual([
    { kind: 'tooFew', index: 0, ticketGroupId: 'suite', unusedCount: 1 },
    { kind: 'gone', index: 1 },
  ]);
});
