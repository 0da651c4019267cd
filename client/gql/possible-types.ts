export const possibleTypes = {
  "ApplyImportError": [
    "ImportNotReady",
    "UnknownReference"
  ],
  "BackfillProblem": [
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "RecipientInactive",
    "TicketUnavailable",
    "UsageCategoryRetired"
  ],
  "ConfirmBackfillError": [
    "BackfillNotDraft",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "RecipientInactive",
    "StaleVersion",
    "TicketUnavailable",
    "UnknownReference",
    "UsageCategoryRetired"
  ],
  "ConfirmGuestListError": [
    "DuplicateGuest",
    "GuestListNotSubmitted",
    "OrderNotOpen",
    "StaleVersion",
    "UnknownReference"
  ],
  "CreateBackfillError": [
    "ExternalReferenceTaken",
    "InvalidInput",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "RecipientInactive",
    "TicketUnavailable",
    "UnknownReference",
    "UsageCategoryRetired"
  ],
  "DiscardBackfillError": [
    "BackfillNotDraft",
    "StaleVersion",
    "UnknownReference"
  ],
  "DiscardImportError": [
    "ImportNotReady",
    "UnknownReference"
  ],
  "Node": [
    "Assignment",
    "Backfill",
    "Contact",
    "Event",
    "Import",
    "Order",
    "Organization",
    "SystemProfile",
    "Ticket",
    "TicketCategory",
    "TicketGroup",
    "TicketLocation",
    "UsageCategory",
    "User",
    "Venue"
  ],
  "SaveGuestListError": [
    "DuplicateGuest",
    "InvalidInput",
    "OrderNotOpen",
    "StaleVersion",
    "UnknownReference",
    "UsageCategoryRetired"
  ],
  "SignInError": [
    "OrganizationRequired",
    "SignInRefused"
  ],
  "SubmitGuestListError": [
    "AttendeeStatusMissing",
    "DuplicateGuest",
    "GuestCountMismatch",
    "InvalidInput",
    "OrderNotOpen",
    "StaleVersion",
    "UnknownReference"
  ],
  "UpdateBackfillError": [
    "BackfillNotDraft",
    "InvalidInput",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "RecipientInactive",
    "StaleVersion",
    "TicketUnavailable",
    "UnknownReference",
    "UsageCategoryRetired"
  ],
  "UpdateEventError": [
    "InvalidInput",
    "StaleVersion",
    "UnknownReference"
  ],
  "UserError": [
    "AttendeeStatusMissing",
    "BackfillNotDraft",
    "DuplicateGuest",
    "ExternalReferenceTaken",
    "GuestCountMismatch",
    "GuestListNotSubmitted",
    "ImportNotReady",
    "InvalidInput",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "OrderNotOpen",
    "OrganizationRequired",
    "RecipientInactive",
    "SignInRefused",
    "StaleVersion",
    "TicketUnavailable",
    "UnknownReference",
    "UsageCategoryRetired"
  ]
};
