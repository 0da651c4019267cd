/** The seats of some tickets, short: 1, 2, 3, 7 are "1–3" and "7". */
export interface SeatRanges {
  ranges: string[];
  /** Tickets for a place without a number. */
  unnumberedCount: number;
}

/** Sums up seats; numbers come first in their order, then names such as "A1" in the alphabet's. */
export function seatRanges(seats: readonly (string | null)[]): SeatRanges {
  const named = seats.filter((seat) => seat !== null);
  const numbers = named
    .filter(isNumber)
    .map(Number)
    .sort((a, b) => a - b);
  const others = named.filter((seat) => !isNumber(seat)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return { ranges: [...runsOf(numbers), ...others], unnumberedCount: seats.length - named.length };
}

function isNumber(seat: string): boolean {
  return /^[1-9]\d{0,8}$/.test(seat);
}

function runsOf(numbers: readonly number[]): string[] {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
}
