import { computed, ref, shallowRef } from 'vue';
import type { ApiError } from '../../apollo/api-error.ts';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  BackfillReviewDocument,
  DraftProblemFragmentDoc,
  ReviewPartsFragmentDoc,
  type DraftProblemFragment,
} from '../../gql/graphql.ts';
import { toDraft } from './draft.ts';
import { lineIndexOf } from './draft-problems.ts';
import { repairLine, repairOf } from './repair-lines.ts';
import { compareLines, toReviewLines, type DraftDifference, type LineChange, type ReviewLine } from './review-lines.ts';
import { useDraftChanges } from './useDraftChanges.ts';

/**
 * A draft under review, and changes to it. The API refuses a list with any bad line, and a version that is not the
 * newest; what was typed then waits here, beside what stands in its way, until it can be saved.
 */
export function useReview(backfillId: string) {
  const query = useQuery(BackfillReviewDocument, { id: backfillId }, { fetchPolicy: 'network-only' });
  const changes = useDraftChanges();
  const backfill = computed(() => query.data.value?.backfill);
  const draft = computed(() => toDraft(backfill.value));
  const review = computed(() => readFragment(ReviewPartsFragmentDoc, backfill.value?.review));
  const saved = computed(() => toReviewLines(draft.value?.lines ?? []));

  /** Changed lines that could not be saved yet, with what the server said about them. */
  const waiting = shallowRef<{ lines: ReviewLine[]; problems: readonly DraftProblemFragment[] } | null>(null);
  /** What somebody else changed while this was open. */
  const difference = shallowRef<DraftDifference | null>(null);
  const failure = shallowRef<ApiError>();
  const emptied = ref(false);

  const lines = computed(() => waiting.value?.lines ?? saved.value);
  const problems = computed(() => {
    if (waiting.value) return waiting.value.problems;
    return (review.value?.problems ?? []).map((problem) => readFragment(DraftProblemFragmentDoc, problem));
  });
  const problemsOf = (index: number) => problems.value.filter((problem) => lineIndexOf(problem) === index);

  async function apply(change: LineChange): Promise<void> {
    await save(change(lines.value), change);
  }

  async function save(next: ReviewLine[], change: LineChange): Promise<void> {
    failure.value = undefined;
    const base = draft.value;
    if (!base) return;
    const before = saved.value;
    const outcome = await changes.save(
      base,
      next.map(({ input }) => input),
    );
    if (outcome.kind === 'failed') failure.value = outcome.error;
    if (outcome.kind === 'refused') waiting.value = { lines: next, problems: outcome.problems };
    if (outcome.kind === 'saved' && next.length === 0) {
      emptied.value = true;
      return;
    }
    if (outcome.kind === 'saved') {
      waiting.value = null;
      difference.value = null;
      await query.refetch();
    }
    if (outcome.kind === 'stale') await rebase(before, change);
  }

  /** Puts a change on top of what somebody else saved meanwhile; it waits there to be looked at and saved again. */
  async function rebase(before: readonly ReviewLine[], change: LineChange): Promise<void> {
    await query.refetch();
    difference.value = compareLines(before, saved.value);
    const again = change(saved.value);
    const same =
      JSON.stringify(again.map(({ input }) => input)) === JSON.stringify(saved.value.map(({ input }) => input));
    waiting.value = same ? null : { lines: again, problems: [] };
  }

  /** Repairs the problems of one line, or of all lines, as far as one click can. */
  function repair(only?: ReviewLine): Promise<void> {
    const repaired = lines.value.flatMap((line, index) => {
      if (only && line !== only) return [line];
      const input = repairLine(line.input, problemsOf(index));
      return input ? [{ ...line, input }] : [];
    });
    return save(repaired, () => repaired);
  }

  async function discard(): Promise<void> {
    if (!draft.value) return;
    const outcome = await changes.discard(draft.value);
    if (outcome.kind === 'saved') emptied.value = true;
    else if (outcome.kind === 'failed') failure.value = outcome.error;
    else await query.refetch();
  }

  return {
    query,
    backfill,
    draft,
    review,
    lines,
    waiting: computed(() => waiting.value !== null),
    difference,
    failure,
    emptied,
    problems,
    problemsOf,
    repairableCount: computed(() => problems.value.filter((problem) => repairOf(problem)).length),
    running: changes.running,
    apply,
    repair,
    discard,
    /** Tries once more to save what waits. */
    saveWaiting: () => save(lines.value, () => lines.value),
    forgetWaiting: () => (waiting.value = null),
  };
}

export type Review = ReturnType<typeof useReview>;
