import { computed } from 'vue';
import type { ApiError } from '../../apollo/api-error.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import { readFragment, type FragmentType } from '../../gql/fragment-masking.ts';
import {
  CreateDraftDocument,
  DiscardDraftDocument,
  DraftProblemFragmentDoc,
  UpdateDraftDocument,
  type AssignmentInput,
  type DraftProblemFragment,
} from '../../gql/graphql.ts';
import { toDraft, type Draft } from './draft.ts';

/** What became of a change to a draft. */
export type DraftOutcome =
  | { kind: 'saved'; draft: Draft | null }
  /** Somebody else changed, confirmed or discarded it meanwhile. */
  | { kind: 'stale' }
  | { kind: 'refused'; problems: readonly DraftProblemFragment[] }
  | { kind: 'failed'; error: ApiError };

/** Writes drafts: always the whole list of lines, against the version that was shown. */
export function useDraftChanges() {
  const create = useMutation(CreateDraftDocument);
  const update = useMutation(UpdateDraftDocument);
  const discarding = useMutation(DiscardDraftDocument);

  /** Saves the lines of a draft; without a draft it begins one. A draft whose last line goes is discarded. */
  async function save(
    draft: Pick<Draft, 'id' | 'version'> | null,
    assignments: AssignmentInput[],
  ): Promise<DraftOutcome> {
    if (!draft) {
      const answer = await create.mutate({ input: { assignments } });
      return outcome(answer?.createBackfill, create.error.value);
    }
    if (assignments.length === 0) return discard(draft);
    const input = { backfillId: draft.id, expectedVersion: draft.version, assignments };
    const answer = await update.mutate({ input });
    return outcome(answer?.updateBackfill, update.error.value);
  }

  async function discard(draft: Pick<Draft, 'id' | 'version'>): Promise<DraftOutcome> {
    const input = { backfillId: draft.id, expectedVersion: draft.version };
    const answer = await discarding.mutate({ input });
    const payload = answer && { backfill: null, userErrors: answer.discardBackfill.userErrors };
    return outcome(payload, discarding.error.value);
  }

  const running = computed(() => create.running.value || update.running.value || discarding.running.value);
  return { save, discard, running };
}

interface DraftPayload {
  backfill: Parameters<typeof toDraft>[0];
  userErrors: readonly FragmentType<typeof DraftProblemFragmentDoc>[];
}

function outcome(payload: DraftPayload | undefined, error: ApiError | undefined): DraftOutcome {
  if (!payload) return { kind: 'failed', error: error ?? { message: '', code: 'NETWORK', requestId: undefined } };
  const problems = readFragment(DraftProblemFragmentDoc, payload.userErrors);
  if (problems.some(isStale)) return { kind: 'stale' };
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'saved', draft: toDraft(payload.backfill) };
}

function isStale({ __typename }: DraftProblemFragment): boolean {
  return __typename === 'StaleVersion' || __typename === 'BackfillNotDraft';
}
