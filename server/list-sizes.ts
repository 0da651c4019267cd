import type { ListSizes } from './platform/graphql/list-size.ts';

/**
 * How long lists that are no pages count when the rows of an answer are counted: the most that is usual, or that the schema allows. Lists
 * that are missing here count as 10.
 */
export const listSizes: ListSizes = {
  'Query.nodes': 'ids',
  'Query.usageCategories': 50,
  'Query.ticketCategories': 50,
  'Query.venues': 100,
  'Backfill.assignments': 100,
  'Backfill.orders': 100,
  'BackfillReview.assignments': 100,
  'BackfillReview.notifiedUsers': 100,
  'ConfirmBackfillPayload.orders': 100,
  'ConfirmBackfillPayload.ticketGroups': 100,
  'GuestList.guests': 20,
  'GuestListVersion.guests': 20,
  'Assignment.tickets': 20,
  'AssignmentReview.tickets': 20,
  'Order.tickets': 20,
};
