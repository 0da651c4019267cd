import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import {
  computed,
  effectScope,
  getCurrentScope,
  shallowReactive,
  watch,
  type ComputedRef,
  type EffectScope,
} from 'vue';
import type { ApiError } from './api-error.ts';
import { useQuery, type QueryState } from './useQuery.ts';

/** One page of a connection, as an operation's answer holds it. */
export interface Page<Item> {
  items: readonly Item[];
  /** Null where there is no next page. */
  next: string | null;
}

export interface PagesOptions<TData, TVariables, Item> {
  client: ApolloClient;
  query: TypedDocumentNode<TData, TVariables>;
  /** The variables of a page; `after` is null for the first. */
  variables(after: string | null): TVariables;
  /** Finds the page that follows `after` in an answer; undefined where the answer no longer has it. */
  read(data: TData, after: string | null): Page<Item> | undefined;
}

export interface Pages<Item> {
  items: ComputedRef<readonly Item[]>;
  /** There is at least one answer. */
  ready: ComputedRef<boolean>;
  loading: ComputedRef<boolean>;
  hasMore: ComputedRef<boolean>;
  error: ComputedRef<ApiError | undefined>;
  loadMore(): void;
  /** Asks again for what failed. */
  retry(): Promise<void>;
}

/** Pages of a connection, each a query of its own: for lists whose pages the cache cannot merge. */
export function usePages<TData, TVariables extends OperationVariables, Item>(
  options: PagesOptions<TData, TVariables, Item>,
): Pages<Item> {
  const parent = getCurrentScope();
  const pages = shallowReactive<{ after: string | null; scope: EffectScope; state: QueryState<TData, TVariables> }[]>(
    [],
  );

  function addPage(after: string | null): void {
    const scope = parent?.run(() => effectScope()) ?? effectScope();
    const state = scope.run(() => useQuery(options.query, () => options.variables(after), { client: options.client }));
    if (state) pages.push({ after, scope, state });
  }

  addPage(null);
  // Later pages follow from the first: with another question they mean nothing.
  watch(
    () => JSON.stringify(options.variables(null)),
    () => pages.splice(1).forEach(({ scope }) => scope.stop()),
  );

  const read = computed(() =>
    pages.map(({ after, state }) => (state.data.value ? options.read(state.data.value, after) : undefined)),
  );
  const next = computed(() => read.value.at(-1)?.next ?? null);
  const failed = computed(() => pages.find(({ state }) => state.error.value));

  return {
    items: computed(() => read.value.flatMap((page) => page?.items ?? [])),
    ready: computed(() => read.value[0] !== undefined),
    loading: computed(() => pages.some(({ state }) => state.loading.value)),
    hasMore: computed(() => next.value !== null),
    error: computed(() => failed.value?.state.error.value),
    loadMore: () => {
      if (next.value !== null) addPage(next.value);
    },
    retry: async () => failed.value?.state.refetch(),
  };
}
