import type { Lowest, TokenScope } from './columns.ts';

const PAYLOAD = '{ userErrors { __typename } }';
const PAGE = '{ nodes { __typename } }';

/** The lowest role that may call the operation, and a document that calls it with an id that names nothing. */
export const OPERATIONS: Record<string, { lowest: Lowest; document: string }> = {
  'Query.viewer': { lowest: 'EMPLOYEE', document: '{ viewer { user { id } } }' },
  'Query.node': { lowest: 'EMPLOYEE', document: 'query ($id: ID!) { node(id: $id) { id } }' },
  'Query.nodes': { lowest: 'EMPLOYEE', document: 'query ($id: ID!) { nodes(ids: [$id]) { id } }' },
  'Query.users': { lowest: 'EMPLOYEE', document: `{ users ${PAGE} }` },
  'Query.contacts': { lowest: 'EMPLOYEE', document: `{ contacts ${PAGE} }` },
  'Query.systemProfiles': { lowest: 'EMPLOYEE', document: '{ systemProfiles { id } }' },
  'Query.usageCategories': { lowest: 'EMPLOYEE', document: '{ usageCategories { id } }' },
  'Query.ticketCategories': { lowest: 'EMPLOYEE', document: '{ ticketCategories { id } }' },
  'Query.venues': { lowest: 'EMPLOYEE', document: '{ venues { id } }' },
  'Query.settings': { lowest: 'EMPLOYEE', document: '{ settings { version } }' },
  'Query.ticketLocations': {
    lowest: 'EMPLOYEE',
    document: `query ($id: ID!) { ticketLocations(venueId: $id) ${PAGE} }`,
  },
  'Query.history': { lowest: 'EMPLOYEE', document: `query ($id: ID!) { history(subjectId: $id) ${PAGE} }` },
  'Query.myOrders': { lowest: 'EMPLOYEE', document: `{ myOrders ${PAGE} }` },
  'Query.orders': { lowest: 'EMPLOYEE', document: `{ orders ${PAGE} }` },
  'Query.guestCandidates': { lowest: 'EMPLOYEE', document: '{ guestCandidates { isRecent } }' },
  'Query.possibleDuplicateContacts': {
    lowest: 'EMPLOYEE',
    document: '{ possibleDuplicateContacts(name: "Kim") { reason } }',
  },
  'Query.proxies': { lowest: 'EMPLOYEE', document: '{ proxies { id } }' },
  'Query.order': { lowest: 'EMPLOYEE', document: 'query ($id: ID!) { order(id: $id) { id } }' },
  'Query.unusedQueue': { lowest: 'TICKET_MANAGER', document: '{ unusedQueue { totals { ticketCount } } }' },
  'Query.backfill': { lowest: 'TICKET_MANAGER', document: 'query ($id: ID!) { backfill(id: $id) { id } }' },
  'Query.backfills': { lowest: 'TICKET_MANAGER', document: `{ backfills ${PAGE} }` },
  'Query.event': { lowest: 'TICKET_MANAGER', document: 'query ($id: ID!) { event(id: $id) { id } }' },
  'Query.events': { lowest: 'TICKET_MANAGER', document: `{ events ${PAGE} }` },
  'Query.import': { lowest: 'INVENTORY_MANAGER', document: 'query ($id: ID!) { import(id: $id) { id } }' },
  'Query.imports': { lowest: 'INVENTORY_MANAGER', document: `{ imports ${PAGE} }` },
  'Query.apiTokens': { lowest: 'SUPER_USER', document: `{ apiTokens ${PAGE} }` },
  'Mutation.createApiToken': {
    lowest: 'SUPER_USER',
    document: `mutation { createApiToken(input: { name: " ", scopes: [], expiresAt: "2026-07-20T12:00:00Z" }) ${PAYLOAD} }`,
  },
  'Mutation.revokeApiToken': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { revokeApiToken(input: { apiTokenId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.endSession': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { endSession(input: { sessionId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.endOtherSessions': { lowest: 'EMPLOYEE', document: 'mutation { endOtherSessions { endedSessionIds } }' },
  'Mutation.endUserSessions': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { endUserSessions(input: { userId: $id }) ${PAYLOAD} }`,
  },
  'Query.mails': { lowest: 'SUPER_USER', document: `{ mails ${PAGE} }` },
  'Query.auditLog': { lowest: 'SUPER_USER', document: `{ auditLog ${PAGE} }` },
  'Query.auditActions': { lowest: 'SUPER_USER', document: '{ auditActions { action } }' },
  'Query.auditSealing': { lowest: 'SUPER_USER', document: '{ auditSealing { waitingCount } }' },
  'Mutation.resendMail': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { resendMail(input: { mailId: $id }) ${PAYLOAD} }`,
  },
  'Query.passwordLink': { lowest: 'STRANGER', document: '{ passwordLink(token: "x") { email } }' },
  'Mutation.inviteUser': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { inviteUser(input: { userId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.requestPasswordReset': {
    lowest: 'STRANGER',
    document: 'mutation { requestPasswordReset(input: { email: "nobody@example.com" }) { requested } }',
  },
  'Mutation.setPassword': {
    lowest: 'STRANGER',
    document: `mutation { setPassword(input: { token: "x", password: "x" }) ${PAYLOAD} }`,
  },
  'Mutation.signIn': {
    lowest: 'STRANGER',
    document: `mutation { signIn(input: { email: "x@example.com", password: "x" }) ${PAYLOAD} }`,
  },
  'Query.signInMethods': {
    lowest: 'STRANGER',
    document: '{ signInMethods(email: "nobody@example.com") { allowsPassword } }',
  },
  'Query.singleSignOn': { lowest: 'SUPER_USER', document: '{ singleSignOn { version } }' },
  'Mutation.updateSingleSignOn': {
    lowest: 'SUPER_USER',
    document: `mutation { updateSingleSignOn(input: { expectedVersion: 9 }) ${PAYLOAD} }`,
  },
  'Mutation.checkSingleSignOn': {
    lowest: 'SUPER_USER',
    document: 'mutation { checkSingleSignOn(input: {}) { findings { code } } }',
  },
  'Mutation.unlinkSingleSignOn': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { unlinkSingleSignOn(input: { userId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.signOut': { lowest: 'STRANGER', document: 'mutation { signOut { signedOut } }' },
  'Mutation.createBackfill': {
    lowest: 'TICKET_MANAGER',
    document: `mutation { createBackfill(input: { assignments: [] }) ${PAYLOAD} }`,
  },
  'Mutation.updateBackfill': {
    lowest: 'TICKET_MANAGER',
    document: `mutation ($id: ID!) { updateBackfill(input: { backfillId: $id, expectedVersion: 1, assignments: [] }) ${PAYLOAD} }`,
  },
  'Mutation.discardBackfill': {
    lowest: 'TICKET_MANAGER',
    document: `mutation ($id: ID!) { discardBackfill(input: { backfillId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.confirmBackfill': {
    lowest: 'TICKET_MANAGER',
    document: `mutation ($id: ID!) { confirmBackfill(input: { backfillId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.saveGuestList': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { saveGuestList(input: { orderId: $id, expectedVersion: 0, guests: [] }) ${PAYLOAD} }`,
  },
  'Mutation.createProxy': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { createProxy(input: { proxyId: $id, from: "2026-07-20", until: "2026-07-20" }) ${PAYLOAD} }`,
  },
  'Mutation.endProxy': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { endProxy(input: { proxyId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.reopenOrder': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { reopenOrder(input: { orderId: $id, reason: "A wrong guest" }) ${PAYLOAD} }`,
  },
  'Mutation.submitGuestList': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { submitGuestList(input: { orderId: $id, expectedVersion: 0 }) ${PAYLOAD} }`,
  },
  'Mutation.confirmGuestList': {
    lowest: 'EMPLOYEE',
    document: `mutation ($id: ID!) { confirmGuestList(input: { orderId: $id, expectedVersion: 0 }) ${PAYLOAD} }`,
  },
  'Mutation.updateEvent': {
    lowest: 'INVENTORY_MANAGER',
    document: `mutation ($id: ID!) { updateEvent(input: { eventId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.createUsageCategory': {
    lowest: 'SUPER_USER',
    document: `mutation { createUsageCategory(input: { name: " " }) ${PAYLOAD} }`,
  },
  'Mutation.updateUsageCategory': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { updateUsageCategory(input: { usageCategoryId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.createTicketCategory': {
    lowest: 'SUPER_USER',
    document: `mutation { createTicketCategory(input: { name: " ", admitsPerson: true }) ${PAYLOAD} }`,
  },
  'Mutation.updateTicketCategory': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { updateTicketCategory(input: { ticketCategoryId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.updateSettings': {
    lowest: 'SUPER_USER',
    document: `mutation { updateSettings(input: { expectedVersion: 9 }) ${PAYLOAD} }`,
  },
  'Mutation.createUser': {
    lowest: 'SUPER_USER',
    document: `mutation { createUser(input: { name: " ", email: "x", role: EMPLOYEE }) ${PAYLOAD} }`,
  },
  'Mutation.updateUser': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { updateUser(input: { userId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.createVenue': {
    lowest: 'SUPER_USER',
    document: `mutation { createVenue(input: { name: " ", timeZone: "UTC" }) ${PAYLOAD} }`,
  },
  'Mutation.updateVenue': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { updateVenue(input: { venueId: $id, expectedVersion: 1 }) ${PAYLOAD} }`,
  },
  'Mutation.eraseContact': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { eraseContact(input: { contactId: $id, reason: "Asked for it" }) ${PAYLOAD} }`,
  },
  'Mutation.eraseUser': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { eraseUser(input: { userId: $id, reason: "Asked for it" }) ${PAYLOAD} }`,
  },
  'Mutation.setLegalHold': {
    lowest: 'SUPER_USER',
    document: `mutation ($id: ID!) { setLegalHold(input: { subjectId: $id, isOnLegalHold: true, reason: "Lawsuit" }) ${PAYLOAD} }`,
  },
  'Mutation.applyImport': {
    lowest: 'INVENTORY_MANAGER',
    document: `mutation ($id: ID!) { applyImport(input: { importId: $id }) ${PAYLOAD} }`,
  },
  'Mutation.discardImport': {
    lowest: 'INVENTORY_MANAGER',
    document: `mutation ($id: ID!) { discardImport(input: { importId: $id }) ${PAYLOAD} }`,
  },
};

const READS_FOR_ALL = ['node', 'nodes', 'ticketCategories', 'ticketLocations', 'usageCategories', 'venues', 'viewer'];
/** Which of them a token may call that has only this scope, whatever its user may do besides. */
export const FOR_TOKENS: Record<TokenScope, { queries: string[]; mutations: string[] }> = {
  READ_INVENTORY: { queries: [...READS_FOR_ALL, 'event', 'events', 'unusedQueue'], mutations: [] },
  BACKFILL: {
    queries: [
      ...READS_FOR_ALL,
      ...['backfill', 'backfills', 'event', 'events', 'unusedQueue'],
      ...['history', 'myOrders', 'order', 'orders', 'users'],
    ],
    mutations: ['createBackfill', 'updateBackfill', 'discardBackfill', 'confirmBackfill'],
  },
  GUEST_LISTS: {
    queries: [
      ...READS_FOR_ALL,
      ...['contacts', 'guestCandidates', 'possibleDuplicateContacts', 'systemProfiles'],
      ...['history', 'myOrders', 'order', 'orders', 'proxies', 'settings', 'users'],
    ],
    mutations: ['saveGuestList', 'submitGuestList', 'confirmGuestList', 'reopenOrder'],
  },
  ADMINISTRATION: {
    queries: [
      ...READS_FOR_ALL,
      'auditActions',
      'auditLog',
      'auditSealing',
      'import',
      'imports',
      'mails',
      'proxies',
      'settings',
      'users',
    ],
    mutations: [
      ...['applyImport', 'discardImport', 'updateEvent', 'updateSettings', 'resendMail'],
      ...['createUser', 'updateUser', 'inviteUser', 'createProxy', 'endProxy'],
      ...['eraseContact', 'eraseUser', 'setLegalHold', 'createVenue', 'updateVenue'],
      ...['createUsageCategory', 'updateUsageCategory', 'createTicketCategory', 'updateTicketCategory'],
    ],
  },
};
