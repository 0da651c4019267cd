import type { DraftProblemFragment } from '../../gql/graphql.ts';
import type { LineProblem } from './repair-lines.ts';

/** The line that a problem is about, by its path (["assignments", "3", "quantity"]); undefined for the whole draft. */
export function lineIndexOf({ path }: Pick<DraftProblemFragment, 'path'>): number | undefined {
  const at = path?.indexOf('assignments') ?? -1;
  const index = Number(path?.[at + 1]);
  return at >= 0 && Number.isInteger(index) ? index : undefined;
}

/** The field of a line that a problem is about, as the path names it. */
export function fieldOf({ path }: Pick<DraftProblemFragment, 'path'>): string | undefined {
  const at = path?.indexOf('assignments') ?? -1;
  return at >= 0 ? path?.[at + 2] : undefined;
}

/** The problems of lines with what their repair needs; those of the whole draft are left out. */
export function toLineProblems(problems: readonly DraftProblemFragment[]): LineProblem[] {
  return problems.flatMap((problem) => {
    const index = lineIndexOf(problem);
    return index === undefined ? [] : toLineProblem(problem, index);
  });
}

function toLineProblem(problem: DraftProblemFragment, index: number): LineProblem[] {
  switch (problem.__typename) {
    case 'NotEnoughUnusedTickets': {
      const { unusedCount, ticketGroup } = problem;
      return [{ kind: 'tooFew', index, ticketGroupId: ticketGroup.id, unusedCount }];
    }
    case 'NotInUnusedQueue':
      return [{ kind: 'gone', index }];
    case 'TicketUnavailable':
      return [{ kind: 'seatTaken', index }];
    case 'RecipientInactive':
      return [{ kind: 'chooseRecipient', index }];
    case 'UsageCategoryRetired':
      return [{ kind: 'chooseCategory', index }];
    default:
      return [];
  }
}
