import { ApiScope, EVERY_SCOPE, NO_SCOPE, type OpenTo } from './features/people/scope.ts';

const { READ_INVENTORY, BACKFILL, GUEST_LISTS, ADMINISTRATION } = ApiScope;
const INVENTORY: OpenTo = [READ_INVENTORY, BACKFILL];
const ORDERS: OpenTo = [BACKFILL, GUEST_LISTS];
const GUESTS: OpenTo = [GUEST_LISTS];
const ADMIN: OpenTo = [ADMINISTRATION];

/**
 * Which scopes open what to API tokens: the roots, and every type that holds data, wherever a field leads to it. Whatever is not
 * listed is for people alone, and a test asks for its line.
 */
const TABLE: Record<string, OpenTo> = {
  'Query.apiTokens': NO_SCOPE,
  'Query.auditActions': ADMIN,
  'Query.auditLog': ADMIN,
  'Query.auditSealing': ADMIN,
  'Query.backfill': [BACKFILL],
  'Query.backfills': [BACKFILL],
  'Query.contacts': GUESTS,
  'Query.event': INVENTORY,
  'Query.events': INVENTORY,
  'Query.guestCandidates': GUESTS,
  'Query.history': ORDERS,
  'Query.import': ADMIN,
  'Query.imports': ADMIN,
  'Query.mails': ADMIN,
  'Query.myOrders': ORDERS,
  // What is behind the id decides.
  'Query.node': EVERY_SCOPE,
  'Query.nodes': EVERY_SCOPE,
  'Query.order': ORDERS,
  'Query.orders': ORDERS,
  'Query.passwordLink': NO_SCOPE,
  'Query.possibleDuplicateContacts': GUESTS,
  'Query.proxies': [GUEST_LISTS, ADMINISTRATION],
  'Query.settings': [GUEST_LISTS, ADMINISTRATION],
  'Query.signInMethods': NO_SCOPE,
  'Query.singleSignOn': NO_SCOPE,
  'Query.systemProfiles': GUESTS,
  'Query.ticketCategories': EVERY_SCOPE,
  'Query.ticketLocations': EVERY_SCOPE,
  'Query.unusedQueue': INVENTORY,
  'Query.usageCategories': EVERY_SCOPE,
  'Query.users': [BACKFILL, GUEST_LISTS, ADMINISTRATION],
  'Query.venues': EVERY_SCOPE,
  'Query.viewer': EVERY_SCOPE,

  'Mutation.applyImport': ADMIN,
  'Mutation.checkSingleSignOn': NO_SCOPE,
  'Mutation.confirmBackfill': [BACKFILL],
  'Mutation.confirmGuestList': GUESTS,
  'Mutation.createApiToken': NO_SCOPE,
  'Mutation.createBackfill': [BACKFILL],
  // A proxy may do what the user may: as good as a role.
  'Mutation.createProxy': ADMIN,
  'Mutation.createTicketCategory': ADMIN,
  'Mutation.createUsageCategory': ADMIN,
  'Mutation.createUser': ADMIN,
  'Mutation.createVenue': ADMIN,
  'Mutation.discardBackfill': [BACKFILL],
  'Mutation.discardImport': ADMIN,
  'Mutation.endProxy': ADMIN,
  'Mutation.endOtherSessions': NO_SCOPE,
  'Mutation.endSession': NO_SCOPE,
  'Mutation.endUserSessions': NO_SCOPE,
  'Mutation.eraseContact': ADMIN,
  'Mutation.eraseUser': ADMIN,
  'Mutation.inviteUser': ADMIN,
  'Mutation.reopenOrder': GUESTS,
  'Mutation.requestPasswordReset': NO_SCOPE,
  'Mutation.resendMail': ADMIN,
  'Mutation.revokeApiToken': NO_SCOPE,
  'Mutation.saveGuestList': GUESTS,
  'Mutation.setLegalHold': ADMIN,
  'Mutation.setPassword': NO_SCOPE,
  'Mutation.signIn': NO_SCOPE,
  'Mutation.signOut': NO_SCOPE,
  'Mutation.submitGuestList': GUESTS,
  'Mutation.unlinkSingleSignOn': NO_SCOPE,
  'Mutation.updateBackfill': [BACKFILL],
  'Mutation.updateEvent': ADMIN,
  'Mutation.updateSettings': ADMIN,
  'Mutation.updateSingleSignOn': NO_SCOPE,
  'Mutation.updateTicketCategory': ADMIN,
  'Mutation.updateUsageCategory': ADMIN,
  'Mutation.updateUser': ADMIN,
  'Mutation.updateVenue': ADMIN,

  ApiToken: NO_SCOPE,
  Assignment: [BACKFILL],
  AssignmentReview: [BACKFILL],
  AuditActionFacts: ADMIN,
  AuditSealFacts: ADMIN,
  AuditSealing: ADMIN,
  Backfill: [BACKFILL],
  BackfillReview: [BACKFILL],
  BackfillWarning: [BACKFILL],
  Contact: [GUEST_LISTS, ADMINISTRATION],
  // Its counts ask for the queue; the event of an order does not.
  Event: EVERY_SCOPE,
  FilterHint: INVENTORY,
  Guest: GUESTS,
  GuestCandidate: GUESTS,
  GuestList: GUESTS,
  GuestListVersion: GUESTS,
  GuestListWarning: GUESTS,
  HistoryEntry: [BACKFILL, GUEST_LISTS, ADMINISTRATION],
  Import: ADMIN,
  ImportChanges: ADMIN,
  ImportFile: ADMIN,
  ImportPreview: ADMIN,
  ImportProgress: ADMIN,
  ImportRowError: ADMIN,
  Mail: ADMIN,
  Money: EVERY_SCOPE,
  Order: ORDERS,
  Organization: EVERY_SCOPE,
  PageInfo: EVERY_SCOPE,
  PasswordLink: NO_SCOPE,
  Permission: EVERY_SCOPE,
  PossibleDuplicate: GUESTS,
  Proxy: [GUEST_LISTS, ADMINISTRATION],
  ReminderStep: [GUEST_LISTS, ADMINISTRATION],
  Session: NO_SCOPE,
  Settings: [GUEST_LISTS, ADMINISTRATION],
  SignInMethods: NO_SCOPE,
  SingleSignOn: NO_SCOPE,
  SingleSignOnClaims: NO_SCOPE,
  SingleSignOnFinding: NO_SCOPE,
  SingleSignOnRole: NO_SCOPE,
  SystemProfile: GUESTS,
  // Its counts ask for the queue; the group of an order does not.
  Ticket: [READ_INVENTORY, BACKFILL, GUEST_LISTS],
  TicketCategory: EVERY_SCOPE,
  TicketGroup: [READ_INVENTORY, BACKFILL, GUEST_LISTS],
  TicketLocation: EVERY_SCOPE,
  UnusedEvent: INVENTORY,
  UnusedQueue: INVENTORY,
  UnusedTicketLocation: INVENTORY,
  UnusedTotals: INVENTORY,
  UnusedVenue: INVENTORY,
  UsageCategory: EVERY_SCOPE,
  User: [BACKFILL, GUEST_LISTS, ADMINISTRATION],
  Venue: EVERY_SCOPE,
  Viewer: EVERY_SCOPE,

  // Every token may know whom it stands for.
  'Viewer.user': EVERY_SCOPE,
  'Viewer.deadMailCount': ADMIN,
  'Viewer.openOrderCount': ORDERS,
};

/** Which scopes open a type, or a field by its coordinate such as "Viewer.user". */
export function openToOf(name: string): OpenTo {
  return TABLE[name] ?? NO_SCOPE;
}

/** Whether somebody decided about it. */
export function isListed(name: string): boolean {
  return name in TABLE;
}
