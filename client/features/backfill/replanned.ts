const counts = new Map<string, number>();

/** How many assignments got other seats than the review had shown; told on the result, once. */
export function rememberReplanned(backfillId: string, count: number): void {
  counts.set(backfillId, count);
}

export function replannedCount(backfillId: string): number {
  return counts.get(backfillId) ?? 0;
}
