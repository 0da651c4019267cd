import type { ApiClient } from '../../test/api-client.ts';

const PAGE = `nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor }`;
export const MY_ORDERS = `query ($filter: OrderFilter, $first: Int, $after: String) { myOrders(filter: $filter, first: $first, after: $after) { ${PAGE} } }`;
export const ORDERS = `query ($filter: OrderFilter, $first: Int, $after: String) { orders(filter: $filter, first: $first, after: $after) { ${PAGE} } }`;
export const ORDER = 'query ($id: ID!) { order(id: $id) { number } }';
export const WHOLE_ORDER = `id number status ticketCount createdAt dueAt submittedAt confirmedAt
  event { name venue { name } } ticketGroup { ticketLocation { name } ticketCategory { name } }
  recipient { name } usageCategory { name } confirmedBy { name }
  tickets { seat faceValue { amount currency } }
  guestList { version savedAt savedBy { name } submittedAt submittedBy { name } guests { name ticket { seat } contact { name } user { name } } }
  viewerCanConfirmGuestList { allowed reason }`;

/** The numbers of the orders that a list shows. */
export async function numbers(query: string, as: ApiClient, variables: object = {}): Promise<string[]> {
  const [list] = Object.values(await as.ask(query, { ...variables })) as { nodes: { number: string }[] }[];
  return list?.nodes.map(({ number }) => number) ?? [];
}
