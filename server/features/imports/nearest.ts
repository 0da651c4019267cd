/** The candidate that is spelled most like the text, if it is so like it that a typing error is probable. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(text.length / 4));
  let best: string | null = null;
  let fewest = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= fewest) continue;
    const edits = editDistance(text, candidate, fewest);
    if (edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** How many letters must be inserted, removed or replaced; `limit` when it is that many or more. */
function editDistance(from: string, to: string, limit: number): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    if (Math.min(...current) >= limit) return limit;
    previous = current;
  }
  return previous[to.length] ?? limit;
}
