import { onScopeDispose, readonly, ref, shallowRef } from 'vue';
import type { PersonPage, PersonSearch } from './person.ts';

/** Searches as one types: from the first letter, a moment after the last one, and never shows a late answer. */
export function usePersonSearch(search: PersonSearch, delayMs = 150) {
  const page = shallowRef<PersonPage>();
  const searching = ref(false);
  const failed = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | undefined;

  function cancel(): void {
    clearTimeout(timer);
    request?.abort();
    request = undefined;
    searching.value = false;
  }

  /** An empty term forgets the results. */
  function look(term: string): void {
    cancel();
    failed.value = false;
    const wanted = term.trim();
    if (wanted === '') {
      page.value = undefined;
      return;
    }
    searching.value = true;
    timer = setTimeout(() => void ask(wanted), delayMs);
  }

  async function ask(term: string): Promise<void> {
    const mine = new AbortController();
    request = mine;
    try {
      const found = await search(term, mine.signal);
      if (request === mine) page.value = found;
    } catch {
      if (request === mine) failed.value = true;
    } finally {
      if (request === mine) searching.value = false;
    }
  }

  onScopeDispose(cancel);
  return { page, searching: readonly(searching), failed: readonly(failed), look };
}
