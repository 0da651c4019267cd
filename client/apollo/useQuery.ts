import type {
  ApolloClient,
  MaybeMasked,
  ObservableQuery,
  OperationVariables,
  TypedDocumentNode,
  WatchQueryFetchPolicy,
} from '@apollo/client';
import type { Subscription } from 'rxjs';
import { onScopeDispose, readonly, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue';
import { useApolloClient } from './apollo-client.ts';
import { toApiError, type ApiError } from './api-error.ts';
import { wasAskedAhead } from './ask-ahead.ts';

export interface QueryOptions {
  /** No request is made while this is false; what was loaded stays. */
  enabled?: MaybeRefOrGetter<boolean>;
  /** Given where the composable runs outside of a component's setup. */
  client?: ApolloClient;
  /** `cache-and-network` unless given: what is known shows at once and is then brought up to date. */
  fetchPolicy?: WatchQueryFetchPolicy;
}

export interface QueryState<TData, TVariables> {
  /** The last complete answer. It stays while newer variables load: see `isPrevious`. */
  data: Readonly<Ref<TData | undefined>>;
  /** A request is under way. */
  loading: Readonly<Ref<boolean>>;
  /** `data` answers earlier variables: show it dimmed. */
  isPrevious: Readonly<Ref<boolean>>;
  /** Why the last request failed; `data` may still hold an earlier answer. */
  error: Readonly<Ref<ApiError | undefined>>;
  /** Asks the server again. */
  refetch(): Promise<void>;
  /** Loads the next page into the cache, as the type policies of cache.ts merge it. */
  fetchMore(variables: Partial<TVariables>): Promise<void>;
}

/** Watches a query for as long as the component (or effect scope) lives. Answers to earlier variables are dropped. */
export function useQuery<TData, TVariables extends OperationVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: MaybeRefOrGetter<TVariables>,
  options: QueryOptions = {},
): QueryState<TData, TVariables> {
  const client = options.client ?? useApolloClient();
  const data = shallowRef<TData>();
  const loading = ref(false);
  const isPrevious = ref(false);
  const error = shallowRef<ApiError>();
  let current: ObservableQuery<TData, TVariables> | undefined;
  let subscription: Subscription | undefined;

  function observe(values: TVariables): void {
    const usual = options.fetchPolicy ?? 'cache-and-network';
    current = client.watchQuery({
      query,
      variables: values,
      fetchPolicy: wasAskedAhead(client, query, values) ? 'cache-first' : usual,
      notifyOnNetworkStatusChange: true,
    } as ApolloClient.WatchQueryOptions<TData, TVariables>);
    subscription = current.subscribe(receive);
  }

  function receive(result: ObservableQuery.Result<MaybeMasked<TData>>): void {
    loading.value = result.loading;
    if (result.dataState === 'complete') {
      data.value = result.data as TData;
      isPrevious.value = false;
    }
    if (result.error) error.value = toApiError(result.error);
    else if (!result.loading) error.value = undefined;
  }

  /** A failure shows where the data would; one that belongs to earlier variables is of no interest. */
  async function settle(request: Promise<unknown> | undefined): Promise<void> {
    const asked = current;
    try {
      await request;
    } catch (failure) {
      if (asked === current) error.value = toApiError(failure);
    }
  }

  watch(
    () => (toValue(options.enabled ?? true) ? JSON.stringify(toValue(variables)) : undefined),
    (key, before) => {
      subscription?.unsubscribe();
      current = undefined;
      error.value = undefined;
      loading.value = key !== undefined;
      if (before !== undefined) isPrevious.value = data.value !== undefined;
      if (key !== undefined) observe(toValue(variables));
    },
    { immediate: true },
  );
  onScopeDispose(() => subscription?.unsubscribe());

  return {
    data,
    loading: readonly(loading),
    isPrevious: readonly(isPrevious),
    error,
    refetch: () => settle(current?.refetch()),
    fetchMore: (more) => settle(current?.fetchMore({ variables: more })),
  };
}
