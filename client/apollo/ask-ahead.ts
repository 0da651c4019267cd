import type { ApolloClient, DocumentNode, OperationVariables, TypedDocumentNode } from '@apollo/client';

/** For how long an answer that nobody has shown yet counts as new, in ms. */
const FRESH = 10_000;

const askedAt = new WeakMap<ApolloClient, Map<string, number>>();

/**
 * Asks before the component that shows the answer is there, such as while its code is on its way. `useQuery` then joins the
 * question, or takes its answer from the cache, instead of asking once more. A failure is left for it to meet again.
 */
export function askAhead<TData, TVariables extends OperationVariables>(
  client: ApolloClient,
  query: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): void {
  const asked = askedAt.get(client) ?? new Map<string, number>();
  askedAt.set(client, asked.set(keyOf(query, variables), Date.now()));
  const options = { query, variables, fetchPolicy: 'network-only' } as ApolloClient.QueryOptions<TData, TVariables>;
  client.query(options).catch(() => undefined);
}

/** Whether this was asked ahead a moment ago. Says so once. */
export function wasAskedAhead(client: ApolloClient, query: DocumentNode, variables: OperationVariables): boolean {
  const asked = askedAt.get(client);
  const key = keyOf(query, variables);
  const at = asked?.get(key);
  asked?.delete(key);
  return at !== undefined && Date.now() - at < FRESH;
}

function keyOf(query: DocumentNode, variables: OperationVariables): string {
  const names = query.definitions.map((part) => ('name' in part ? part.name?.value : undefined));
  return JSON.stringify([names[0], variables]);
}
