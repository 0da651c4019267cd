/** How many things an import adds, changes, removes, and finds as they are. */
export interface Changes {
  created: number;
  updated: number;
  removed: number;
  unchanged: number;
}

/** What an import would do, in numbers; also what it did. */
export interface Preview {
  venues: Changes;
  users: Changes;
  events: Changes;
  ticketGroups: Changes;
  tickets: Changes;
  orders: Changes;
  newTicketCategories: string[];
  newUsageCategories: string[];
}

export function emptyPreview(): Preview {
  const none = (): Changes => ({ created: 0, updated: 0, removed: 0, unchanged: 0 });
  return {
    venues: none(),
    users: none(),
    events: none(),
    ticketGroups: none(),
    tickets: none(),
    orders: none(),
    newTicketCategories: [],
    newUsageCategories: [],
  };
}

/** Counts the outcome of a plan for one kind of thing. */
export function countChanges(
  changes: Changes,
  plan: { created: readonly unknown[]; updated: readonly unknown[]; removed?: readonly unknown[]; unchanged: number },
): void {
  changes.created += plan.created.length;
  changes.updated += plan.updated.length;
  changes.removed += plan.removed?.length ?? 0;
  changes.unchanged += plan.unchanged;
}
