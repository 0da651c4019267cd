import { computed, ref, shallowRef } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import {
  ConfirmGuestListDocument,
  SaveGuestListDocument,
  SubmitGuestListDocument,
  type SaveGuestListInput,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { useSession } from '../../shell/session.ts';
import { toInput } from './guest-rows.ts';
import { faultOf, type GuestListProblem } from './row-problems.ts';
import { readSavedList, type SavedList } from './saved-list.ts';
import type { GuestListForm } from './useGuestListForm.ts';
import { useProblemText, type GuestListUserError } from './useProblemText.ts';

/** Save, submit, confirm: each answers whether it worked; if not, `problems` or `conflict` say why. */
export function useGuestListSteps(orderId: string, form: GuestListForm) {
  const client = useApolloClient();
  const session = useSession();
  const { t } = useText();
  const { problemOf } = useProblemText();
  const saving = useMutation(SaveGuestListDocument);
  const submitting = useMutation(SubmitGuestListDocument);
  const confirming = useMutation(ConfirmGuestListDocument);
  const problems = ref<GuestListProblem[]>([]);
  /** Somebody is on another list of the event too, which a reason lets pass. */
  const asksForReason = ref(false);
  /** What somebody else saved meanwhile. */
  const conflict = shallowRef<SavedList>();

  function findFaults(): GuestListProblem[] {
    return form.rows.value.flatMap((row, index) => {
      const fault = faultOf(row);
      if (!fault) return [];
      return [{ row: index, field: 'guest' as const, message: t(`guestList.problems.${fault}`) }];
    });
  }

  async function save(before: SavedList): Promise<boolean> {
    problems.value = findFaults();
    if (problems.value.length > 0) return false;
    const { guests, rowIndexes } = toInput(form.rows.value);
    const isSameCategory = form.usageCategoryId.value === before.usageCategory?.id;
    const usageCategoryId = isSameCategory ? null : form.usageCategoryId.value;
    const answer = await saving.mutate({
      input: { orderId, expectedVersion: form.version.value, usageCategoryId, guests, ...listInput() },
    });
    if (!answer) return false;
    const { order, userErrors } = answer.saveGuestList;
    const saved = order ? readSavedList(order) : undefined;
    if (userErrors.some(({ __typename }) => __typename === 'StaleVersion') && saved) {
      conflict.value = saved;
      return false;
    }
    if (!accept(userErrors, rowIndexes) || !saved) return false;
    form.load(saved);
    return true;
  }

  function listInput(): Pick<SaveGuestListInput, 'businessPurpose' | 'hostPresent'> {
    const { businessPurpose, hostPresent } = form.list.value;
    return { businessPurpose: businessPurpose.trim() || null, hostPresent };
  }

  async function submit(saved: SavedList, duplicateReason?: string): Promise<boolean> {
    const expectedVersion = saved.list.guestList.version;
    const answer = await submitting.mutate({ input: { orderId, expectedVersion, duplicateReason } });
    return answer !== undefined && accept(answer.submitGuestList.userErrors, rowIndexesOf(saved));
  }

  async function confirm(saved: SavedList): Promise<boolean> {
    const answer = await confirming.mutate({ input: { orderId, expectedVersion: saved.list.guestList.version } });
    if (!answer || !accept(answer.confirmGuestList.userErrors, rowIndexesOf(saved))) return false;
    // The order has moved from one tab of every list to the other.
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'myOrders' });
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'orders' });
    void session.refresh();
    return true;
  }

  function accept(userErrors: readonly GuestListUserError[], rowIndexes: readonly number[]): boolean {
    problems.value = userErrors.map((error) => problemOf(error, rowIndexes));
    asksForReason.value = userErrors.some(({ __typename }) => __typename === 'DuplicateGuest');
    return userErrors.length === 0;
  }

  /** What was changed since is judged anew at the next save. */
  function forgetProblems(row: number | null): void {
    problems.value = problems.value.filter((problem) => problem.row !== row || problem.field === null);
  }

  return {
    problems,
    asksForReason,
    forgetProblems,
    conflict,
    save,
    submit,
    confirm,
    running: computed(() => saving.running.value || submitting.running.value || confirming.running.value),
    requestError: computed(() => saving.error.value ?? submitting.error.value ?? confirming.error.value),
  };
}

/** For each saved guest the index of its row: the rows are in the order of the tickets. */
function rowIndexesOf({ list, guests }: SavedList): number[] {
  const indexes = new Map(list.tickets.map(({ id }, index) => [id, index]));
  return guests.map(({ ticket }) => indexes.get(ticket.id) ?? -1);
}
