/** The documents that the tests of backfills send. */
const ERROR = `__typename ... on UserError { message path }
  ... on NotEnoughUnusedTickets { requested unusedCount ticketGroup { unusedCount } }
  ... on NotInUnusedQueue { state }
  ... on TicketUnavailable { ticket { seat } }
  ... on RecipientInactive { recipient { email } }
  ... on UsageCategoryRetired { usageCategory { name } }`;
const DRAFT_ERROR = `... on StaleVersion { currentVersion } ... on BackfillNotDraft { status }`;
const BACKFILL = `id status version note ticketCount confirmedAt createdBy { name } confirmedBy { name }
  assignments { quantity tickets { seat } order { number } }
  orders { number }
  review {
    problems { ${ERROR} } warnings { kind message path } ticketCount recipientCount
    faceValue { amount currency } ticketsWithoutValue notifiedUsers { name }
    assignments { tickets { seat } ticketsChanged faceValue { amount } ticketsWithoutValue }
  }`;

export const CREATE = `mutation ($input: CreateBackfillInput!) {
  createBackfill(input: $input) { backfill { ${BACKFILL} } userErrors { ${ERROR} } }
}`;
export const UPDATE = `mutation ($input: UpdateBackfillInput!) {
  updateBackfill(input: $input) { backfill { ${BACKFILL} } userErrors { ${ERROR} ${DRAFT_ERROR} } }
}`;
export const DISCARD = `mutation ($input: DiscardBackfillInput!) {
  discardBackfill(input: $input) { backfill { id status version } userErrors { __typename ... on UserError { message } } }
}`;
export const CONFIRM = `mutation ($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) {
    backfill { ${BACKFILL} }
    orders { id number status dueAt ticketCount recipient { name } tickets { seat } }
    ticketGroups { unusedCount orderedCount }
    replannedAssignments { tickets { seat } }
    userErrors { ${ERROR} ${DRAFT_ERROR} }
  }
}`;
export const REVIEW = `query ($id: ID!) { backfill(id: $id) { ${BACKFILL} } }`;
