/** How urgent an order is. */
export type Urgency = 'overdue' | 'soon' | 'later';

const dayMs = 86_400_000;

/** Overdue once the instant has passed; soon within the last two days. */
export function urgencyOf(dueAt: string, now: Date): Urgency {
  const left = Date.parse(dueAt) - now.getTime();
  if (left < 0) return 'overdue';
  return left <= 2 * dayMs ? 'soon' : 'later';
}
