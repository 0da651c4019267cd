import type { ApolloClient } from '@apollo/client';
import type { Page, PagesOptions } from '../../apollo/usePages.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  TicketGroupPageFragmentDoc,
  UnusedLocationChildrenDocument,
  UnusedVenueChildrenDocument,
  type TicketGroupRowFragment,
  type UnusedLocationChildrenQuery,
  type UnusedLocationChildrenQueryVariables,
  type UnusedQueueFilter,
  type UnusedVenueChildrenQuery,
  type UnusedVenueChildrenQueryVariables,
} from '../../gql/graphql.ts';
import { toGroupPage } from './group-pages.ts';
import { forVenue } from './queue-filter.ts';
import type { LocationRow } from './queue-rows.ts';

/** The key of a location's row. */
export function locationKey(venueId: string, locationId: string): string {
  return `${venueId}/${locationId}`;
}

export function parseLocationKey(key: string): { venueId: string; locationId: string } {
  const [venueId = '', locationId = ''] = key.split('/');
  return { venueId, locationId };
}

/** The ticket locations of a venue, each with its first ticket groups. */
export function locationPagesOptions(
  client: ApolloClient,
  filter: () => UnusedQueueFilter,
  venueId: string,
): PagesOptions<UnusedVenueChildrenQuery, UnusedVenueChildrenQueryVariables, LocationRow> {
  return {
    client,
    query: UnusedVenueChildrenDocument,
    variables: (after) => ({
      filter: forVenue(filter(), venueId),
      first: after === null ? 10 : 50,
      childrenAfter: after,
    }),
    read: (data, after) => {
      const row = data.unusedQueue.venues.edges.find(({ node }) => node.venue.id === venueId)?.node;
      return row && toLocationPage(venueId, row.ticketLocations, after);
    },
  };
}

/** The ticket groups of a location beyond those that came with it. */
export function groupPagesOptions(
  client: ApolloClient,
  filter: () => UnusedQueueFilter,
  location: () => LocationRow | undefined,
): PagesOptions<UnusedLocationChildrenQuery, UnusedLocationChildrenQueryVariables, TicketGroupRowFragment> {
  return {
    client,
    query: UnusedLocationChildrenDocument,
    variables: (after) => ({
      filter: forVenue(filter(), location()?.venueId ?? ''),
      locationAfter: location()?.after ?? null,
      first: 50,
      childrenAfter: after ?? location()?.groups.next ?? null,
    }),
    read: (data) => {
      const found = data.unusedQueue.venues.edges[0]?.node.ticketLocations.edges[0]?.node;
      if (!found || found.ticketLocation.id !== location()?.id) return undefined;
      return toGroupPage(readFragment(TicketGroupPageFragmentDoc, found.ticketGroups));
    },
  };
}

type LocationConnection = UnusedVenueChildrenQuery['unusedQueue']['venues']['edges'][number]['node']['ticketLocations'];

function toLocationPage(
  venueId: string,
  { edges, pageInfo }: LocationConnection,
  after: string | null,
): Page<LocationRow> {
  const items = edges.map(({ node }, index) => ({
    venueId,
    id: node.ticketLocation.id,
    name: node.ticketLocation.name,
    unusedCount: node.unusedCount,
    heldCount: node.heldCount,
    faceValue: node.faceValue,
    ticketsWithoutValue: node.ticketsWithoutValue,
    groups: toGroupPage(readFragment(TicketGroupPageFragmentDoc, node.ticketGroups)),
    after: edges[index - 1]?.cursor ?? after,
  }));
  return { items, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}
