import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { readonly, ref, shallowRef, type Ref } from 'vue';
import { useApolloClient } from './apollo-client.ts';
import { toApiError, type ApiError } from './api-error.ts';

export interface MutationState<TData, TVariables> {
  /**
   * Runs the mutation. A second call while one runs joins it, so that a double click sends one request. Answers
   * undefined when the request failed as a whole (see `error`); userErrors are part of the data.
   */
  mutate(variables: TVariables): Promise<TData | undefined>;
  running: Readonly<Ref<boolean>>;
  error: Readonly<Ref<ApiError | undefined>>;
}

export function useMutation<TData, TVariables extends OperationVariables>(
  mutation: TypedDocumentNode<TData, TVariables>,
): MutationState<TData, TVariables> {
  const client = useApolloClient();
  const running = ref(false);
  const error = shallowRef<ApiError>();
  let pending: Promise<TData | undefined> | undefined;

  async function run(variables: TVariables): Promise<TData | undefined> {
    running.value = true;
    error.value = undefined;
    try {
      const options = { mutation, variables } as ApolloClient.MutateOptions<TData, TVariables>;
      const result = await client.mutate<TData, TVariables>(options);
      return result.data as TData | undefined;
    } catch (failure) {
      error.value = toApiError(failure);
      return undefined;
    } finally {
      running.value = false;
      pending = undefined;
    }
  }

  return { mutate: (variables) => (pending ??= run(variables)), running: readonly(running), error };
}
