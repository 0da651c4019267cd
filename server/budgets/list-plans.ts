import type { ListWorld } from './fill-lists.ts';

/** How a page of 20 of one list may be read. */
export interface ListPlan {
  /** A document that asks for it; $id is the object that it belongs to. */
  document: string;
  id?: (world: ListWorld) => { type: string; id: string };
  /** The indexes that make it a walk. */
  indexes: string[];
  /** Most rows that all statements of the request may read in the large organization. */
  rowsRead: number;
  /** Why it sorts more than a page. */
  sorts?: string;
}

const page = (field: string, node = 'id'): string => `query { ${field} { nodes { ${node} } } }`;
const pageOf = (type: string, field: string, node = 'id'): string =>
  `query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} { nodes { ${node} } } } } }`;
const venues = (below: string): string =>
  `query { unusedQueue { venues(first: 1) { nodes { unusedCount ticketLocations(first: 20) { nodes { unusedCount ${below} } } } } } }`;

const OLD_DAYS = 'filter: { eventDateFrom: "2019-01-01", eventDateTo: "2019-06-30" }';

/**
 * Every list of the schema, some under a filter, too. A page of 20 reads 21 rows, since the one after it tells that more follow; twice that where a second
 * statement fetches the rows by their ids.
 */
export const LIST_PLANS: Record<string, ListPlan> = {
  'Query.auditLog': { document: page('auditLog(first: 20)'), indexes: ['audit_entries_by_time'], rowsRead: 42 },
  'Query.backfills': { document: page('backfills(first: 20)'), indexes: ['backfills_newest'], rowsRead: 21 },
  'Query.contacts': { document: page('contacts(first: 20)'), indexes: ['contacts_by_name'], rowsRead: 42 },
  'Query.events': { document: page('events(first: 20)'), indexes: ['events_by_end'], rowsRead: 21 },
  'Query.events of old days': {
    document: page(`events(first: 20, ${OLD_DAYS})`),
    indexes: ['events_by_end'],
    rowsRead: 21 + 10,
  },
  'Query.history': {
    document: 'query ($id: ID!) { history(subjectId: $id, first: 20) { nodes { id } } }',
    id: ({ orderId }) => ({ type: 'Order', id: orderId }),
    indexes: ['audit_entries_by_subject'],
    rowsRead: 43,
  },
  'Query.imports': { document: page('imports(first: 20)'), indexes: ['imports_newest'], rowsRead: 21 },
  'Query.mails': { document: page('mails(first: 20)'), indexes: ['mails_newest'], rowsRead: 21 },
  'Query.myOrders': { document: page('myOrders(first: 20)'), indexes: ['orders_newest'], rowsRead: 21 },
  'Query.orders': { document: page('orders(first: 20)'), indexes: ['orders_newest'], rowsRead: 21 },
  'Query.ticketLocations': {
    document: 'query ($id: ID!) { ticketLocations(venueId: $id, first: 20) { nodes { id } } }',
    id: ({ venueId }) => ({ type: 'Venue', id: venueId }),
    indexes: ['ticket_locations_organization_id_venue_id_location_key_key'],
    rowsRead: 21,
  },
  'Query.users': { document: page('users(first: 20)'), indexes: ['users_by_name'], rowsRead: 42 },
  'Import.rowErrors': {
    document: pageOf('Import', 'rowErrors(first: 20)', 'message'),
    id: ({ importId }) => ({ type: 'Import', id: importId }),
    indexes: ['import_row_errors_organization_id_import_id_position_key'],
    rowsRead: 22,
  },
  'TicketGroup.tickets': {
    document: pageOf('TicketGroup', 'tickets(first: 20)'),
    id: ({ ticketGroupId }) => ({ type: 'TicketGroup', id: ticketGroupId }),
    indexes: ['tickets_by_group'],
    rowsRead: 22,
  },
  // About six groups an event, and the few venues and categories, whose versions are added up.
  'UnusedQueue.events': {
    document: 'query { unusedQueue { events(first: 20) { nodes { unusedCount } } } }',
    indexes: ['ticket_groups_event_view'],
    rowsRead: 700,
  },
  'UnusedQueue.events of old days': {
    document: `query { unusedQueue(${OLD_DAYS}) { events(first: 20) { nodes { unusedCount } } } }`,
    indexes: ['ticket_groups_event_view'],
    rowsRead: 700,
  },
  'UnusedQueue.events found by a letter': {
    document: 'query { unusedQueue(filter: { search: "a" }) { events(first: 20) { nodes { unusedCount } } } }',
    indexes: ['events_by_end', 'ticket_groups_event_view'],
    rowsRead: 700,
  },
  'UnusedEvent.ticketGroups': {
    document: 'query { unusedQueue { events(first: 20) { nodes { ticketGroups(first: 20) { nodes { id } } } } } }',
    indexes: ['ticket_groups_event_view'],
    rowsRead: 700,
  },
  // From the kept sums of the ticket locations, of which a venue has twelve, beside all venues and categories; there are 3,000 groups.
  'UnusedQueue.venues': {
    document: 'query { unusedQueue { venues(first: 20) { nodes { unusedCount } } } }',
    indexes: ['ticket_groups_unsummed', 'unused_sums_pkey'],
    rowsRead: 1_000,
    sorts: 'every venue is summed up, and an organization has few',
  },
  'UnusedVenue.ticketLocations': {
    document: venues(''),
    indexes: ['ticket_groups_unsummed', 'unused_sums_pkey'],
    rowsRead: 1_200,
    sorts: 'venues are summed up from their locations',
  },
  'UnusedTicketLocation.ticketGroups': {
    document: venues('ticketGroups(first: 4) { nodes { id } }'),
    indexes: ['ticket_groups_unsummed', 'ticket_groups_venue_view', 'unused_sums_pkey'],
    rowsRead: 1_300,
    sorts: 'venues are summed up from their locations',
  },
  'UnusedQueue.venues of old days': {
    document: `query { unusedQueue(${OLD_DAYS}) { venues(first: 20) { nodes { unusedCount } } } }`,
    indexes: ['ticket_groups_event_view'],
    rowsRead: 1_000,
    sorts: 'every venue is summed up, and an organization has few',
  },
};

/** Lists that have no plan here, and why. */
export const WITHOUT_PLAN: Record<string, string> = {
  'Query.apiTokens': 'tokens are found across organizations, through a function that tenants may not explain',
};
