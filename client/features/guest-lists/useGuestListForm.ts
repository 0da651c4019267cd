import { computed, ref, watch } from 'vue';
import { useViewer } from '../../shell/session.ts';
import { formStash } from './form-stash.ts';
import { rowsOf, type GuestRow } from './guest-rows.ts';
import { listDetailsOf, type ListDetails } from './list-details.ts';
import type { SavedList } from './saved-list.ts';

export type GuestListForm = ReturnType<typeof useGuestListForm>;

/** What is typed into a guest list, apart from what is saved. */
export function useGuestListForm(orderId: string) {
  const stash = formStash(useViewer().value.user.id, orderId);
  const rows = ref<GuestRow[]>([]);
  const usageCategoryId = ref<string | null>(null);
  const list = ref<ListDetails>({ businessPurpose: '', hostPresent: null });
  /** The version that these rows began from, or that they are knowingly saved over. */
  const version = ref(0);
  const isRestored = ref(false);
  /** Goes up with every load: fields that remember what was typed begin anew. */
  const generation = ref(0);
  const unchanged = ref('');
  const content = computed(() => JSON.stringify([rows.value, usageCategoryId.value, list.value]));
  const isDirty = computed(() => unchanged.value !== '' && content.value !== unchanged.value);

  /** Shows what is saved; what was typed is gone. */
  function load(saved: SavedList): void {
    version.value = saved.list.guestList.version;
    rows.value = rowsOf(saved.list.tickets, saved.guests);
    usageCategoryId.value = saved.usageCategory?.id ?? null;
    list.value = listDetailsOf(saved.list.guestList);
    unchanged.value = content.value;
    isRestored.value = false;
    generation.value += 1;
    stash.clear();
  }

  /** The first time: what is saved, or what was typed over it before the page was reloaded. */
  function open(saved: SavedList): void {
    const kept = stash.take();
    load(saved);
    const isSameList = kept?.rows.every((row, index) => row.ticketId === rows.value[index]?.ticketId);
    if (!kept || !isSameList || kept.rows.length !== rows.value.length) return;
    rows.value = kept.rows;
    list.value = kept.list;
    usageCategoryId.value = kept.usageCategoryId;
    version.value = kept.version;
    isRestored.value = isDirty.value;
  }

  watch(content, () => {
    if (!isDirty.value) stash.clear();
    else keep();
  });

  function keep(): void {
    stash.keep({ version: version.value, usageCategoryId: usageCategoryId.value, list: list.value, rows: rows.value });
  }

  const fields = { rows, usageCategoryId, list, version };
  return { ...fields, isRestored, isDirty, generation, load, open, forget: () => stash.clear() };
}
