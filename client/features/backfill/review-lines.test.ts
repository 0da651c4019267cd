import { describe, expect, test } from '@jest/globals';
import type { DraftLineFragment } from '../../gql/graphql.ts';
import {
  availableTo,
  byEvent,
  changing,
  compareLines,
  removing,
  toReviewLines,
  type ReviewLine,
} from './review-lines.ts';

const event = (id: string) => ({
  __typename: 'Event' as const,
  id,
  name: id,
  startsAt: null,
  localDate: '2026-06-20',
  venue: { __typename: 'Venue' as const, id: 'v', name: 'Arena', timeZone: 'UTC' },
});
const saved = (group: string, quantity: number, recipient = 'ana', eventId = 'final'): DraftLineFragment => ({
  __typename: 'Assignment',
  id: `${group} ${quantity} ${recipient}`,
  quantity,
  isExact: false,
  ticketGroup: {
    __typename: 'TicketGroup',
    id: group,
    unusedCount: 10,
    ticketLocation: { __typename: 'TicketLocation', id: group, name: group },
    ticketCategory: { __typename: 'TicketCategory', id: 'c', name: 'Suite' },
    event: event(eventId),
  },
  recipient: { __typename: 'User', id: recipient, name: recipient, email: '', department: null, isActive: true },
  usageCategory: { __typename: 'UsageCategory', id: 'client', name: 'Client', isRetired: false },
  tickets: [],
});
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.com', detail: null };

describe('the lines of a review', () => {
  test('have keys that last when the server writes them anew with other ids', () => {
    const keys = (quantity: number) =>
      toReviewLines([saved('suite', quantity), saved('suite', 2)]).map(({ key }) => key);
    expect(keys(4)).toEqual(keys(3));
    expect(new Set(keys(4)).size).toBe(2);
  });

  test('can take what the other lines of their group leave', () => {
    const lines = toReviewLines([saved('suite', 4), saved('suite', 3, 'ben'), saved('club', 9)]);
    expect(lines.map((line) => availableTo(line, lines))).toEqual([7, 6, 10]);
  });

  test('are changed and removed one at a time', () => {
    const lines = toReviewLines([saved('suite', 4), saved('club', 2)]);
    const [first, second] = lines as [ReviewLine, ReviewLine];
    const choice = { quantity: 1, recipientId: 'ben', usageCategoryId: 'charity' };
    const changed = changing(first.key, choice, ben)(lines);
    expect(changed.map(({ input }) => input)).toEqual([{ ticketGroupId: 'suite', ...choice }, second.input]);
    expect(removing(first.key)(lines)).toEqual([second]);
  });

  test('are grouped by event in the order of their first line', () => {
    const lines = toReviewLines([
      saved('suite', 1, 'ana', 'b'),
      saved('club', 1, 'ana', 'a'),
      saved('lot', 1, 'ana', 'b'),
    ]);
    expect(byEvent(lines).map((group) => [group.event.id, group.lines.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });
});

test('what somebody else did meanwhile is told line by line', () => {
  const before = toReviewLines([saved('suite', 4), saved('club', 2), saved('lot', 1)]);
  const after = toReviewLines([saved('suite', 3), saved('club', 2), saved('bowl', 5)]);
  const { quantityBefore, added, removed } = compareLines(before, after);
  expect([...quantityBefore]).toEqual([[after[0]?.key, 4]]);
  expect([...added]).toEqual([after[2]?.key]);
  expect(removed.map(({ saved: line }) => line.ticketGroup.id)).toEqual(['lot']);
});
