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
  "CreateApiTokenError": [
    "InvalidInput",
    "NameTaken",
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
  "CreateProxyError": [
    "InvalidInput",
    "UnknownReference"
  ],
  "CreateTicketCategoryError": [
    "InvalidInput",
    "NameTaken"
  ],
  "CreateUsageCategoryError": [
    "InvalidInput",
    "NameTaken"
  ],
  "CreateUserError": [
    "InvalidInput",
    "NameTaken",
    "UnknownReference"
  ],
  "CreateVenueError": [
    "InvalidInput",
    "NameTaken"
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
  "EndProxyError": [
    "UnknownReference"
  ],
  "EndSessionError": [
    "UnknownReference"
  ],
  "EndUserSessionsError": [
    "UnknownReference"
  ],
  "EraseContactError": [
    "InvalidInput",
    "OnLegalHold",
    "UnknownReference"
  ],
  "EraseUserError": [
    "InvalidInput",
    "OnLegalHold",
    "UnknownReference"
  ],
  "InviteUserError": [
    "InvalidInput",
    "UnknownReference"
  ],
  "Node": [
    "ApiToken",
    "Assignment",
    "Backfill",
    "Contact",
    "Event",
    "GuestListVersion",
    "HistoryEntry",
    "Import",
    "Mail",
    "Order",
    "Organization",
    "Proxy",
    "Session",
    "SystemProfile",
    "Ticket",
    "TicketCategory",
    "TicketGroup",
    "TicketLocation",
    "UsageCategory",
    "User",
    "Venue"
  ],
  "ReopenOrderError": [
    "InvalidInput",
    "OrderNotConfirmed",
    "UnknownReference"
  ],
  "ResendMailError": [
    "InvalidInput",
    "UnknownReference"
  ],
  "RevokeApiTokenError": [
    "UnknownReference"
  ],
  "SaveGuestListError": [
    "DuplicateGuest",
    "InvalidInput",
    "OrderNotOpen",
    "StaleVersion",
    "UnknownReference",
    "UsageCategoryRetired"
  ],
  "SetLegalHoldError": [
    "InvalidInput",
    "UnknownReference"
  ],
  "SetPasswordError": [
    "InvalidInput",
    "LinkExpired"
  ],
  "SignInError": [
    "OrganizationRequired",
    "SignInRefused"
  ],
  "SubmitGuestListError": [
    "AttendeeStatusMissing",
    "DuplicateGuest",
    "GuestCountMismatch",
    "GuestFieldMissing",
    "InvalidInput",
    "OrderNotOpen",
    "PlaceholderRefused",
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
  "UpdateSettingsError": [
    "InvalidInput",
    "StaleVersion"
  ],
  "UpdateSingleSignOnError": [
    "InvalidInput",
    "StaleVersion"
  ],
  "UpdateTicketCategoryError": [
    "InvalidInput",
    "NameTaken",
    "StaleVersion",
    "UnknownReference"
  ],
  "UpdateUsageCategoryError": [
    "InvalidInput",
    "NameTaken",
    "StaleVersion",
    "UnknownReference"
  ],
  "UpdateUserError": [
    "InvalidInput",
    "LastSuperUser",
    "StaleVersion",
    "UnknownReference"
  ],
  "UpdateVenueError": [
    "InvalidInput",
    "NameTaken",
    "StaleVersion",
    "UnknownReference"
  ],
  "UserError": [
    "AttendeeStatusMissing",
    "BackfillNotDraft",
    "DuplicateGuest",
    "ExternalReferenceTaken",
    "GuestCountMismatch",
    "GuestFieldMissing",
    "GuestListNotSubmitted",
    "ImportNotReady",
    "InvalidInput",
    "LastSuperUser",
    "LinkExpired",
    "NameTaken",
    "NotEnoughUnusedTickets",
    "NotInUnusedQueue",
    "OnLegalHold",
    "OrderNotConfirmed",
    "OrderNotOpen",
    "OrganizationRequired",
    "PlaceholderRefused",
    "RecipientInactive",
    "SignInRefused",
    "StaleVersion",
    "TicketUnavailable",
    "UnknownReference",
    "UsageCategoryRetired"
  ]
};
