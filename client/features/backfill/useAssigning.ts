import { computed, ref, shallowRef } from 'vue';
import type { ApiError } from '../../apollo/api-error.ts';
import type { DraftProblemFragment, TicketGroupRowFragment } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { newLine, takenFrom, toInput, type AssignmentChoice } from './draft-lines.ts';
import { fieldOf, lineIndexOf } from './draft-problems.ts';
import { repairAll } from './repair-lines.ts';
import type { CurrentDraft } from './useCurrentDraft.ts';
import type { DraftOutcome } from './useDraftChanges.ts';
import { useProblemText } from './useProblemText.ts';

/** Assigning tickets of one group at a time to the current draft. */
export function useAssigning(current: CurrentDraft, onCreated: (group: TicketGroupRowFragment) => void) {
  const { t, tc } = useText();
  const { problemText } = useProblemText();
  const group = shallowRef<TicketGroupRowFragment | null>(null);
  const problems = shallowRef<readonly DraftProblemFragment[]>([]);
  const error = shallowRef<ApiError>();
  /** Read out after each step. */
  const announcement = ref('');
  const lines = computed(() => current.draft.value?.lines ?? []);

  function begin(next: TicketGroupRowFragment): void {
    group.value = next;
    forgetProblems();
  }

  function cancel(): void {
    group.value = null;
    forgetProblems();
  }

  function forgetProblems(): void {
    problems.value = [];
    error.value = undefined;
  }

  async function create(choice: AssignmentChoice): Promise<void> {
    const target = group.value;
    if (!target) return;
    forgetProblems();
    settle(target, choice, await current.add(newLine(target.id, choice)));
  }

  /** Repairs the other lines that stand in the way, all at once; the new one is then created as typed. */
  async function repairOthers(): Promise<void> {
    const outcome = await current.replace(repairAll(lines.value.map(toInput), otherProblems.value));
    if (outcome.kind === 'saved') forgetProblems();
    else if (outcome.kind === 'failed') error.value = outcome.error;
  }

  function settle(target: TicketGroupRowFragment, choice: AssignmentChoice, outcome: DraftOutcome): void {
    if (outcome.kind === 'saved') {
      group.value = null;
      announcement.value = tc('backfill.created', choice.quantity, { location: target.ticketLocation.name });
      onCreated(target);
    } else if (outcome.kind === 'refused') problems.value = outcome.problems;
    else error.value = outcome.kind === 'failed' ? outcome.error : staleTwice;
  }

  const own = computed(() => problems.value.filter((problem) => lineIndexOf(problem) === lines.value.length));
  const fieldProblems = computed(() =>
    Object.fromEntries(own.value.map((problem) => [fieldOf(problem) ?? 'quantity', problemText(problem)])),
  );
  /** Lines collected earlier that can no longer be as they were. */
  const otherProblems = computed(() => problems.value.filter((problem) => !own.value.includes(problem)));
  const otherProblemTexts = computed(() =>
    otherProblems.value.map((problem) => {
      const line = lines.value[lineIndexOf(problem) ?? -1];
      return [line?.ticketGroup.ticketLocation.name, problemText(problem)].filter(Boolean).join(': ');
    }),
  );
  const available = computed(() =>
    group.value ? Math.max(0, group.value.unusedCount - takenFrom(lines.value, group.value.id)) : 0,
  );
  const staleTwice: ApiError = { message: t('backfill.busyDraft'), code: 'STALE', requestId: undefined };

  return {
    group,
    available,
    announcement,
    error,
    fieldProblems,
    otherProblemTexts,
    begin,
    cancel,
    create,
    repairOthers,
    takenOf: (groupId: string) => takenFrom(lines.value, groupId),
  };
}
