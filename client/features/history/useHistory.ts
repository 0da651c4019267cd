import { useApolloClient } from '../../apollo/apollo-client.ts';
import { usePages } from '../../apollo/usePages.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { HistoryDocument, HistoryEntryPartsFragmentDoc } from '../../gql/graphql.ts';

export const entriesPerPage = 10;

/** What was done to something, newest first, page by page. */
export function useHistory(subjectId: () => string) {
  return usePages({
    client: useApolloClient(),
    query: HistoryDocument,
    variables: (after) => ({ subjectId: subjectId(), first: entriesPerPage, after }),
    read: ({ history: { edges, pageInfo } }) => ({
      items: edges.map(({ node }) => readFragment(HistoryEntryPartsFragmentDoc, node)),
      next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    }),
  });
}
