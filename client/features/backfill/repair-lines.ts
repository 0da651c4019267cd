import type { AssignmentInput, DraftProblemFragment } from '../../gql/graphql.ts';
import { lineIndexOf } from './draft-problems.ts';

/** What one click does about a problem of a line. */
export type Repair = { kind: 'reduce'; to: number } | { kind: 'remove' } | { kind: 'anySeats' };

/**
 * What one click does about a problem: take what is left, let go of tickets that left the queue, or take any seats in place
 * of those that are gone. Undefined where a person has to choose.
 */
export function repairOf(problem: DraftProblemFragment): Repair | undefined {
  switch (problem.__typename) {
    case 'NotEnoughUnusedTickets':
      return problem.unusedCount > 0 ? { kind: 'reduce', to: problem.unusedCount } : { kind: 'remove' };
    case 'NotInUnusedQueue':
      return { kind: 'remove' };
    case 'TicketUnavailable':
      return { kind: 'anySeats' };
    default:
      return undefined;
  }
}

/** A line after the repair of its problems; null where it goes. */
export function repairLine(line: AssignmentInput, problems: readonly DraftProblemFragment[]): AssignmentInput | null {
  const repairs = problems.flatMap((problem) => repairOf(problem) ?? []);
  return repairs.reduce<AssignmentInput | null>((left, repair) => left && applyRepair(left, repair), line);
}

/** All lines after the repair of every problem that one click can repair. */
export function repairAll(
  lines: readonly AssignmentInput[],
  problems: readonly DraftProblemFragment[],
): AssignmentInput[] {
  return lines.flatMap((line, index) => {
    const own = problems.filter((problem) => lineIndexOf(problem) === index);
    return repairLine(line, own) ?? [];
  });
}

function applyRepair(line: AssignmentInput, repair: Repair): AssignmentInput | null {
  if (repair.kind === 'remove') return null;
  const { ticketIds: _seats, ...anySeats } = line;
  return repair.kind === 'reduce' ? { ...anySeats, quantity: repair.to } : anySeats;
}
