import type { ImportChangeCountsFragment } from '../../gql/graphql.ts';

/** What an import counts, in the order in which it is shown. */
export const countedThings = ['venues', 'users', 'events', 'ticketGroups', 'tickets', 'orders'] as const;

export type CountedThing = (typeof countedThings)[number];
export type PreviewCounts = Record<CountedThing, ImportChangeCountsFragment>;

/** How many of a thing would change in any way. */
export function changedCount({ created, updated, removed }: ImportChangeCountsFragment): number {
  return created + updated + removed;
}

/** The things of which any would change, with how many. */
export function changedThings(counts: PreviewCounts): { thing: CountedThing; count: number }[] {
  return countedThings.map((thing) => ({ thing, count: changedCount(counts[thing]) })).filter(({ count }) => count > 0);
}

/** What the button that applies the import names: events and tickets where any change, else whatever changes most. */
export function headline(counts: PreviewCounts): { thing: CountedThing; count: number }[] {
  const changed = changedThings(counts);
  const main = changed.filter(({ thing }) => thing === 'events' || thing === 'tickets');
  return main.length > 0 ? main : [...changed].sort((a, b) => b.count - a.count).slice(0, 2);
}
