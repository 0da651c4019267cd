import type { AssignmentInput, DraftLineFragment } from '../../gql/graphql.ts';

/** What is typed for one assignment. */
export interface AssignmentChoice {
  quantity: number;
  recipientId: string;
  usageCategoryId: string;
}

/** A line as the API takes it back. Seats go along only where exact ones were asked for: all others are planned anew. */
export function toInput(line: DraftLineFragment): AssignmentInput {
  return {
    ticketGroupId: line.ticketGroup.id,
    quantity: line.quantity,
    recipientId: line.recipient.id,
    usageCategoryId: line.usageCategory.id,
    ...(line.isExact ? { ticketIds: line.tickets.map(({ id }) => id) } : {}),
  };
}

/** A new line for a ticket group. */
export function newLine(ticketGroupId: string, choice: AssignmentChoice): AssignmentInput {
  return { ticketGroupId, ...choice };
}

/** A line with other choices. Exact seats are kept only while there are as many of them as tickets. */
export function changeLine(line: AssignmentInput, choice: AssignmentChoice): AssignmentInput {
  const { ticketIds, ...rest } = line;
  const keepsSeats = ticketIds?.length === choice.quantity;
  return { ...rest, ...choice, ...(keepsSeats ? { ticketIds } : {}) };
}

/** How many tickets of a group the lines take together. */
export function takenFrom(
  lines: readonly Pick<DraftLineFragment, 'ticketGroup' | 'quantity'>[],
  groupId: string,
): number {
  return lines.filter((line) => line.ticketGroup.id === groupId).reduce((sum, line) => sum + line.quantity, 0);
}
