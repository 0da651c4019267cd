import { InMemoryCache } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';

/**
 * Things with an id are kept once; everything else belongs to where it was asked for. A row of the unused queue counts
 * what a filter lets through, so it is never shared between filters.
 */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          unusedQueue: { keyArgs: ['filter'], merge: true },
          backfills: relayStylePagination(['filter']),
          users: relayStylePagination(['search', 'includeInactive']),
          contacts: relayStylePagination(['search']),
          events: relayStylePagination(['filter', 'orderBy']),
          myOrders: relayStylePagination(['filter']),
          orders: relayStylePagination(['filter']),
          imports: relayStylePagination(),
        },
      },
      Viewer: { keyFields: [] },
      UnusedQueue: {
        merge: true,
        fields: { events: relayStylePagination(['orderBy']), venues: relayStylePagination(['orderBy']) },
      },
      UnusedVenue: { fields: { ticketLocations: relayStylePagination() } },
      UnusedEvent: { fields: { ticketGroups: relayStylePagination() } },
      UnusedTicketLocation: { fields: { ticketGroups: relayStylePagination() } },
      Import: { fields: { rowErrors: relayStylePagination() } },
      Backfill: { fields: { assignments: { merge: false }, orders: { merge: false }, review: { merge: false } } },
      Order: { fields: { tickets: { merge: false }, guestList: { merge: false } } },
    },
  });
}
