import { readonly, ref, watch, type Ref } from 'vue';

/**
 * How many rows to ask for at first: as many as the URL says were shown, so that a reload or a step back shows as many.
 * It stays while further pages are added, and is read anew when another list is asked for.
 */
export function useFirstPage(list: () => unknown, shown: () => number): Readonly<Ref<number>> {
  const first = ref(shown());
  watch(
    () => JSON.stringify(list()),
    () => (first.value = shown()),
    { flush: 'sync' },
  );
  return readonly(first);
}
