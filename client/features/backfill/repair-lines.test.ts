import { describe, expect, test } from '@jest/globals';
import { repair, repairsOf } from './repair-lines.ts';

const line = (ticketGroupId: string, quantity: number, ticketIds?: string[]) => ({
  ticketGroupId,
  quantity,
  recipientId: 'ana',
  usageCategoryId: 'client',
  ...(ticketIds ? { ticketIds } : {}),
});

describe('when others took tickets meanwhile', () => {
  test('a line is reduced to what is left, and only that line', () => {
    const lines = [line('suite', 4), line('club', 2)];
    const repairs = repairsOf(lines, [{ kind: 'tooFew', index: 0, ticketGroupId: 'suite', unusedCount: 3 }]);
    expect([...repairs]).toEqual([[0, { kind: 'reduce', from: 4, to: 3 }]]);
    expect(repair(lines, repairs).map(({ quantity }) => quantity)).toEqual([3, 2]);
  });

  test('lines on one group share what is left in their order', () => {
    const lines = [line('suite', 4), line('suite', 3), line('suite', 2)];
    const problems = [0, 1, 2].map((index) => ({
      kind: 'tooFew' as const,
      index,
      ticketGroupId: 'suite',
      unusedCount: 5,
    }));
    const repairs = repairsOf(lines, problems);
    expect([...repairs]).toEqual([
      [1, { kind: 'reduce', from: 3, to: 1 }],
      [2, { kind: 'remove' }],
    ]);
    expect(repair(lines, repairs).map(({ quantity }) => quantity)).toEqual([4, 1]);
  });

  test('a line whose tickets are all gone, or whose event left the queue, is removed', () => {
    const lines = [line('suite', 4), line('club', 2)];
    expect(repair(lines, repairsOf(lines, [{ kind: 'gone', index: 1 }]))).toEqual([lines[0]]);
    const none = repairsOf(lines, [{ kind: 'tooFew', index: 0, ticketGroupId: 'suite', unusedCount: 0 }]);
    expect(repair(lines, none)).toEqual([lines[1]]);
  });

  test('exact seats that were taken are given up for any seats of the group', () => {
    const lines = [line('suite', 2, ['t1', 't2'])];
    expect(repair(lines, repairsOf(lines, [{ kind: 'seatTaken', index: 0 }]))).toEqual([line('suite', 2)]);
  });

  test('a person or a category has to be chosen by somebody', () => {
    const lines = [line('suite', 2)];
    const problems = [
      { kind: 'chooseRecipient' as const, index: 0 },
      { kind: 'chooseCategory' as const, index: 0 },
    ];
    expect(repairsOf(lines, problems).size).toBe(0);
  });
});
