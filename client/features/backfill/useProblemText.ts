import type { DraftProblemFragment } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import type { Repair } from './repair-lines.ts';

/** Problems of a line and their repairs in the user's language, made from the facts; else the server's own words. */
export function useProblemText() {
  const { t, tc } = useText();

  function problemText(problem: DraftProblemFragment): string {
    switch (problem.__typename) {
      case 'NotEnoughUnusedTickets':
        return tc('backfillReview.problems.tooFew', problem.unusedCount, { requested: problem.requested });
      case 'NotInUnusedQueue':
        return t(`backfillReview.problems.states.${problem.state}`);
      case 'TicketUnavailable':
        return problem.ticket.seat
          ? t('backfillReview.problems.seatTaken', { seat: problem.ticket.seat })
          : t('backfillReview.problems.placeTaken');
      case 'RecipientInactive':
        return t('backfillReview.problems.inactive');
      case 'UsageCategoryRetired':
        return t('backfillReview.problems.retired');
      default:
        return problem.message;
    }
  }

  function repairText(repair: Repair): string {
    if (repair.kind === 'reduce') return tc('backfillReview.repairs.reduce', repair.to);
    return t(`backfillReview.repairs.${repair.kind}`);
  }

  return { problemText, repairText };
}
