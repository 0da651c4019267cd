import { InMemoryCache, type FieldPolicy } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from '../gql/possible-types.ts';

/** Things with an id are kept once; everything else belongs to where it was asked for. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          unusedQueue,
          backfills: relayStylePagination(['filter']),
          users: relayStylePagination(['search', 'includeInactive']),
          contacts: relayStylePagination(['search']),
          usageCategories: { merge: false },
          ticketCategories: { merge: false },
          venues: { merge: false },
          events: relayStylePagination(['filter', 'orderBy']),
          myOrders: relayStylePagination(['filter']),
          orders: relayStylePagination(['filter']),
          imports: relayStylePagination(),
          apiTokens: relayStylePagination(),
          auditLog: relayStylePagination(['filter']),
          auditActions: { merge: false },
          auditSealing: { merge: false },
          mails: relayStylePagination(['filter']),
          ticketLocations: relayStylePagination(['venueId']),
        },
      },
      Viewer: { keyFields: [], fields: { sessions: { merge: false } } },
      User: { fields: { sessions: { merge: false } } },
      UnusedQueue: {
        merge: true,
        fields: { events: relayStylePagination(['orderBy']), venues: relayStylePagination(['orderBy']) },
      },
      Import: { fields: { rowErrors: relayStylePagination() } },
      Backfill: { fields: { assignments: { merge: false }, orders: { merge: false }, review: { merge: false } } },
      Order: { fields: { tickets: { merge: false }, guestList: { merge: false } } },
    },
  });
}

/**
 * Rows of the queue have no id: they count what a filter lets through. Each page of a row's children is therefore kept
 * apart, by the variables that the operations for children use (`childrenAfter`, `locationAfter`), or a second page
 * would overwrite the row that holds the first.
 */
const unusedQueue: FieldPolicy = {
  keyArgs: (args, { variables }) => {
    const { childrenAfter, locationAfter } = variables ?? {};
    return JSON.stringify([args?.['filter'] ?? null, childrenAfter ?? null, locationAfter ?? null]);
  },
  merge: true,
};
