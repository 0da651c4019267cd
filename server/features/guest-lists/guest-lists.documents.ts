/** The documents that the tests of guest lists send. */
const ERROR = `__typename ... on UserError { message path }
  ... on StaleVersion { currentVersion }
  ... on OrderNotOpen { status }`;
const GUEST_LIST = `version savedAt savedBy { name } submittedAt submittedBy { name }
  businessPurpose hostPresent requiredGuestFields
  guests { ticket { id } guestType name email company title attendeeStatus relationship isPublicOfficial contact { id } user { id } systemProfile { id } }`;
const ORDER = `id status submittedAt confirmedAt confirmedBy { name } usageCategory { name } guestList { ${GUEST_LIST} }
  viewerCanConfirmGuestList { allowed reason } viewerCompletesOnBehalf isCompletedOnBehalf`;

const VERSION = `id version savedAt savedBy { name } onBehalfOf { name } submittedAt submittedBy { name } confirmedAt confirmedBy { name }
  reopenedAt reopenedBy { name } reopenReason duplicateReason businessPurpose hostPresent usageCategory { name }
  guests { name attendeeStatus }`;
export const READ_VERSIONS = `query ($id: ID!) {
  order(id: $id) { guestListVersions { ${VERSION} } viewerCanReopen { allowed reason } }
}`;
export const REOPEN = `mutation ($input: ReopenOrderInput!) {
  reopenOrder(input: $input) {
    order { ${ORDER} dueAt viewerCanReopen { allowed reason } }
    userErrors { __typename ... on UserError { message path } ... on OrderNotConfirmed { status } }
  }
}`;
export const READ_ORDER = `query ($id: ID!) { order(id: $id) { ${ORDER} } }`;
export const SAVE = `mutation ($input: SaveGuestListInput!) {
  saveGuestList(input: $input) {
    order { ${ORDER} } warnings { kind message path }
    userErrors { ${ERROR} ... on UsageCategoryRetired { usageCategory { name } } ... on DuplicateGuest { name } }
  }
}`;
export const SUBMIT = `mutation ($input: SubmitGuestListInput!) {
  submitGuestList(input: $input) {
    order { ${ORDER} } warnings { kind message path }
    userErrors {
      ${ERROR}
      ... on GuestFieldMissing { field missingOf: ticket { id } } ... on PlaceholderRefused { ticket { id } }
      ... on GuestCountMismatch { guestCount ticketCount } ... on AttendeeStatusMissing { ticket { id } } ... on DuplicateGuest { name }
    }
  }
}`;
export const CONFIRM = `mutation ($input: ConfirmGuestListInput!) {
  confirmGuestList(input: $input) { order { ${ORDER} } userErrors { ${ERROR} ... on DuplicateGuest { name } } }
}`;
