import { computed } from 'vue';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { CurrentDraftDocument, PersonPartsFragmentDoc, type AssignmentInput } from '../../gql/graphql.ts';
import { toPerson } from '../people/useUserSearch.ts';
import { toDraft } from './draft.ts';
import { toInput } from './draft-lines.ts';
import { useDraftChanges, type DraftOutcome } from './useDraftChanges.ts';

/** The draft that the viewer works on; the server keeps it, so that it survives a reload and follows to other devices. */
export function useCurrentDraft() {
  const query = useQuery(CurrentDraftDocument, {});
  const changes = useDraftChanges();
  const draft = computed(() => toDraft(query.data.value?.viewer.currentDraft));
  const recentRecipients = computed(() =>
    (query.data.value?.viewer.recentRecipients ?? [])
      .map((user) => readFragment(PersonPartsFragmentDoc, user))
      .filter((user) => user.isActive)
      .map((user) => toPerson(user)),
  );

  /** Adds a line. When somebody else changed the draft meanwhile, the line is added to what it is now. */
  async function add(line: AssignmentInput): Promise<DraftOutcome> {
    const first = await append(line);
    if (first.kind !== 'stale') return first;
    await query.refetch();
    return append(line);
  }

  async function append(line: AssignmentInput): Promise<DraftOutcome> {
    const base = draft.value;
    const outcome = await changes.save(base, [...(base?.lines ?? []).map(toInput), line]);
    // A new draft is not in the cache as the viewer's yet.
    if (outcome.kind === 'saved' && !base) await query.refetch();
    return outcome;
  }

  /** Replaces all lines, such as by repaired ones. */
  async function replace(lines: AssignmentInput[]): Promise<DraftOutcome> {
    const outcome = await changes.save(draft.value, lines);
    if (outcome.kind === 'stale' || lines.length === 0) await query.refetch();
    return outcome;
  }

  return {
    draft,
    recentRecipients,
    ready: computed(() => query.data.value !== undefined),
    add,
    replace,
    running: changes.running,
  };
}

export type CurrentDraft = ReturnType<typeof useCurrentDraft>;
