import type { AssignmentInput } from '../../gql/graphql.ts';

/** A problem of one line, with the facts that its repair needs. */
export type LineProblem =
  | { kind: 'tooFew'; index: number; ticketGroupId: string; unusedCount: number }
  | { kind: 'gone'; index: number }
  | { kind: 'seatTaken'; index: number }
  | { kind: 'chooseRecipient'; index: number }
  | { kind: 'chooseCategory'; index: number };

/** What one click does about a problem; undefined where somebody has to choose. */
export type Repair = { kind: 'reduce'; from: number; to: number } | { kind: 'remove' } | { kind: 'anySeats' };

/**
 * The repairs of all lines, by index. Lines on one group add up: the tickets that are left go to the lines in their
 * order, so that earlier ones keep what they have.
 */
export function repairsOf(
  lines: readonly Pick<AssignmentInput, 'ticketGroupId' | 'quantity'>[],
  problems: readonly LineProblem[],
): Map<number, Repair> {
  const repairs = new Map<number, Repair>();
  for (const problem of problems) {
    if (problem.kind === 'gone') repairs.set(problem.index, { kind: 'remove' });
    if (problem.kind === 'seatTaken') repairs.set(problem.index, { kind: 'anySeats' });
    if (problem.kind === 'tooFew') share(lines, problem.ticketGroupId, problem.unusedCount, repairs);
  }
  return repairs;
}

/** The lines after one repair, or after all of them. */
export function repair(lines: readonly AssignmentInput[], repairs: ReadonlyMap<number, Repair>): AssignmentInput[] {
  return lines.flatMap((line, index) => {
    const act = repairs.get(index);
    if (!act) return [line];
    if (act.kind === 'remove') return [];
    const { ticketIds: _seats, ...anySeats } = line;
    return [act.kind === 'reduce' ? { ...anySeats, quantity: act.to } : anySeats];
  });
}

function share(
  lines: readonly Pick<AssignmentInput, 'ticketGroupId' | 'quantity'>[],
  ticketGroupId: string,
  unusedCount: number,
  repairs: Map<number, Repair>,
): void {
  let left = unusedCount;
  lines.forEach((line, index) => {
    if (line.ticketGroupId !== ticketGroupId || repairs.get(index)?.kind === 'remove') return;
    const given = Math.min(line.quantity, left);
    left -= given;
    if (given === 0) repairs.set(index, { kind: 'remove' });
    else if (given < line.quantity) repairs.set(index, { kind: 'reduce', from: line.quantity, to: given });
  });
}
