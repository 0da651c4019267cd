import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readSearch, writeSearch, type SearchOf } from '../search-params.ts';

export interface SearchState<Spec> {
  /** What the URL says; it follows back and forward. */
  search: ComputedRef<SearchOf<Spec>>;
  /** Changes some of it. A step that "back" should undo is pushed; pass `replace` for the others. */
  update(changes: Partial<SearchOf<Spec>>, how?: 'push' | 'replace'): void;
}

/** A page's search parameters, typed as routes.ts lists them: the URL is the only place where they are kept. */
export function useSearch<Spec>(spec: Spec): SearchState<Spec> {
  const route = useRoute();
  const router = useRouter();
  const path = route.path;
  let last: SearchOf<Spec> | undefined;

  const search = computed(() => {
    // While another page is on its way in, this one keeps what it had.
    if (route.path === path || !last) last = readSearch(spec, route.query);
    return last;
  });

  function update(changes: Partial<SearchOf<Spec>>, how: 'push' | 'replace' = 'push'): void {
    const query = writeSearch(spec, { ...search.value, ...changes });
    void router[how]({ path: route.path, query, hash: route.hash });
  }

  return { search, update };
}
