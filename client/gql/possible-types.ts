export const possibleTypes = {
  "Node": [
    "Organization",
    "User",
    "Contact",
    "SystemProfile",
    "UsageCategory",
    "TicketCategory",
    "Venue",
    "TicketLocation",
    "Event",
    "TicketGroup",
    "Ticket",
    "Backfill",
    "Assignment",
    "Order",
    "Import"
  ],
  "UserError": [
    "SignInRefused",
    "OrganizationRequired",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "TicketUnavailable",
    "RecipientInactive",
    "UsageCategoryRetired",
    "UnknownReference",
    "InvalidInput",
    "StaleVersion",
    "BackfillNotDraft",
    "ExternalReferenceTaken",
    "OrderNotOpen",
    "GuestCountMismatch",
    "AttendeeStatusMissing",
    "DuplicateGuest",
    "GuestListNotSubmitted",
    "ImportNotReady"
  ],
  "SignInError": [
    "SignInRefused",
    "OrganizationRequired"
  ],
  "BackfillProblem": [
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "TicketUnavailable",
    "RecipientInactive",
    "UsageCategoryRetired"
  ],
  "CreateBackfillError": [
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "TicketUnavailable",
    "RecipientInactive",
    "UsageCategoryRetired",
    "UnknownReference",
    "InvalidInput",
    "ExternalReferenceTaken"
  ],
  "UpdateBackfillError": [
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "TicketUnavailable",
    "RecipientInactive",
    "UsageCategoryRetired",
    "UnknownReference",
    "InvalidInput",
    "StaleVersion",
    "BackfillNotDraft"
  ],
  "DiscardBackfillError": [
    "UnknownReference",
    "StaleVersion",
    "BackfillNotDraft"
  ],
  "ConfirmBackfillError": [
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "TicketUnavailable",
    "RecipientInactive",
    "UsageCategoryRetired",
    "UnknownReference",
    "StaleVersion",
    "BackfillNotDraft"
  ],
  "SaveGuestListError": [
    "UnknownReference",
    "InvalidInput",
    "StaleVersion",
    "OrderNotOpen",
    "UsageCategoryRetired",
    "DuplicateGuest"
  ],
  "SubmitGuestListError": [
    "UnknownReference",
    "StaleVersion",
    "OrderNotOpen",
    "GuestCountMismatch",
    "AttendeeStatusMissing",
    "DuplicateGuest",
    "InvalidInput"
  ],
  "ConfirmGuestListError": [
    "UnknownReference",
    "StaleVersion",
    "OrderNotOpen",
    "GuestListNotSubmitted",
    "DuplicateGuest"
  ],
  "UpdateEventError": [
    "UnknownReference",
    "InvalidInput",
    "StaleVersion"
  ],
  "ApplyImportError": [
    "UnknownReference",
    "ImportNotReady"
  ],
  "DiscardImportError": [
    "UnknownReference",
    "ImportNotReady"
  ]
};
