import type { Page, Pages } from '../../apollo/usePages.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  TicketGroupRowFragmentDoc,
  type TicketGroupPageFragment,
  type TicketGroupRowFragment,
} from '../../gql/graphql.ts';
import type { Children } from './queue-rows.ts';

/** A page of ticket groups, as both views read them. */
export function toGroupPage({ edges, pageInfo }: TicketGroupPageFragment): Page<TicketGroupRowFragment> {
  return {
    items: edges.map(({ node }) => readFragment(TicketGroupRowFragmentDoc, node)),
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  };
}

/** The state of pages at this moment, for rows to be made of. */
export function childrenOf<Item>(pages: Pages<Item>): Children<Item> {
  return {
    items: pages.items.value,
    ready: pages.ready.value,
    loading: pages.loading.value,
    failed: pages.error.value !== undefined,
    hasMore: pages.hasMore.value,
  };
}
