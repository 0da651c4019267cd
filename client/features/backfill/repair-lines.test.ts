import { describe, expect, test } from '@jest/globals';
import type { DraftProblemFragment } from '../../gql/graphql.ts';
import { repairAll, repairOf } from './repair-lines.ts';

const line = (ticketGroupId: string, quantity: number, ticketIds?: string[]) => ({
  ticketGroupId,
  quantity,
  recipientId: 'ana',
  usageCategoryId: 'client',
  ...(ticketIds ? { ticketIds } : {}),
});
const ticketGroup = { __typename: 'TicketGroup' as const, id: 'suite', unusedCount: 5 };
const tooFew = (index: number, unusedCount: number): DraftProblemFragment => ({
  __typename: 'NotEnoughUnusedTickets',
  message: '',
  path: ['assignments', String(index), 'quantity'],
  requested: 9,
  unusedCount,
  ticketGroup,
});

describe('when others took tickets meanwhile, one click', () => {
  test('reduces a line to what is left for it, and leaves the others alone', () => {
    const lines = [line('suite', 4), line('suite', 3), line('club', 2)];
    expect(repairAll(lines, [tooFew(1, 1)])).toEqual([lines[0], line('suite', 1), lines[2]]);
  });

  test('removes a line for which nothing is left, or whose event left the queue', () => {
    const lines = [line('suite', 4), line('club', 2), line('lot', 1)];
    const postponed: DraftProblemFragment = {
      __typename: 'NotInUnusedQueue',
      message: '',
      path: ['assignments', '2', 'ticketGroupId'],
      state: 'EVENT_POSTPONED',
      ticketGroup,
    };
    expect(repairAll(lines, [tooFew(0, 0), postponed])).toEqual([lines[1]]);
  });

  test('gives up exact seats that were taken for any seats of the group, once for several seats', () => {
    const taken = (place: string): DraftProblemFragment => ({
      __typename: 'TicketUnavailable',
      message: '',
      path: ['assignments', '0', 'ticketIds', place],
      ticket: { __typename: 'Ticket', id: place, seat: place },
    });
    expect(repairAll([line('suite', 2, ['t1', 't2'])], [taken('0'), taken('1')])).toEqual([line('suite', 2)]);
  });

  test('leaves what somebody has to choose: a recipient or a category', () => {
    const inactive: DraftProblemFragment = {
      __typename: 'RecipientInactive',
      message: '',
      path: ['assignments', '0', 'recipientId'],
      recipient: { __typename: 'User', id: 'ana', isActive: false },
    };
    expect(repairOf(inactive)).toBeUndefined();
    expect(repairAll([line('suite', 2)], [inactive])).toEqual([line('suite', 2)]);
  });
});
