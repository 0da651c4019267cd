import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router';
import { readSearch, type SearchOf } from './search-params.ts';

export interface PageSearch<Spec> {
  /** What the URL says now. */
  search: ComputedRef<SearchOf<Spec>>;
  /** Writes changes into the URL, in place of the present entry of the history: for what is typed. */
  replace(changes: Partial<SearchOf<Spec>>): Promise<void>;
  /** The same page with these changes, for a link. */
  linkTo(changes: Partial<SearchOf<Spec>>): RouteLocationRaw;
}

/** A page's search parameters, read from the URL and written there; `build` is the page's entry of `paths`. */
export function useSearch<Spec>(
  spec: Spec,
  build: (search: Partial<SearchOf<Spec>>) => RouteLocationRaw,
): PageSearch<Spec> {
  const route = useRoute();
  const router = useRouter();
  const ownPath = route.path;
  // A page that is being left still renders once, with the next page's URL: what it showed stays.
  let last = readSearch(spec, route.query);
  const search = computed(() => (last = route.path === ownPath ? readSearch(spec, route.query) : last));
  const linkTo = (changes: Partial<SearchOf<Spec>>) => build({ ...search.value, ...changes });

  return {
    search,
    linkTo,
    async replace(changes) {
      if (route.path === ownPath) await router.replace(linkTo(changes));
    },
  };
}
