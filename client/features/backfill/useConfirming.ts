import { ref } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ConfirmBackfillDocument, DraftProblemFragmentDoc } from '../../gql/graphql.ts';
import { useSession } from '../../shell/session.ts';
import { rememberReplanned } from './replanned.ts';
import type { Review } from './useReview.ts';

/** Confirms a draft as it was shown. Repeating it is harmless: the same version gives the same orders. */
export function useConfirming(review: Review) {
  const client = useApolloClient();
  const session = useSession();
  const { mutate, running, error } = useMutation(ConfirmBackfillDocument);
  /** Why nothing was confirmed: others took tickets, or changed the draft. */
  const changed = ref<'tickets' | 'draft' | null>(null);

  /** @returns whether the orders are there now */
  async function confirm(): Promise<boolean> {
    const draft = review.draft.value;
    if (!draft) return false;
    changed.value = null;
    const answer = await mutate({ input: { backfillId: draft.id, expectedVersion: draft.version } });
    if (!answer) return false;
    const { userErrors, replannedAssignments } = answer.confirmBackfill;
    const problems = readFragment(DraftProblemFragmentDoc, userErrors);
    if (problems.length > 0) {
      const isStale = problems.some(
        ({ __typename }) => __typename === 'StaleVersion' || __typename === 'BackfillNotDraft',
      );
      changed.value = isStale ? 'draft' : 'tickets';
      await review.query.refetch();
      return false;
    }
    rememberReplanned(draft.id, replannedAssignments.length);
    forgetQueue();
    void session.refresh();
    return true;
  }

  /** Rows and totals are sums that the answer does not carry: they are asked for anew. */
  function forgetQueue(): void {
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'unusedQueue' });
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'myOrders' });
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'orders' });
    client.cache.evict({ id: client.cache.identify({ __typename: 'Viewer' }), fieldName: 'currentDraft' });
    client.cache.gc();
  }

  return { confirm, running, error, changed };
}
