import { type Checked, right, wrong } from './row-error.ts';

/** The seats of a row: every one from the first to the last, or every second one (odd or even seating). */
export interface SeatRange {
  from: number;
  thru: number;
  step: 1 | 2;
}

/** The most tickets that one row may stand for. */
export const MOST_TICKETS_IN_A_ROW = 10_000;

/** Reads how many tickets a row stands for. */
export function parseQuantity(text: string): Checked<number> {
  const quantity = /^\d{1,9}(\.0+)?$/.test(text) ? Number(text) : 0;
  if (quantity >= 1 && quantity <= MOST_TICKETS_IN_A_ROW) return right(quantity);
  return wrong(`Give the number of tickets as a whole number from 1 to ${MOST_TICKETS_IN_A_ROW}.`);
}

/** Reads one end of a seat range; null where the places are not numbered. */
export function parseSeat(text: string): Checked<number | null> {
  if (UNNUMBERED.test(text)) return right(null);
  if (/^\d{1,6}$/.test(text)) return right(Number(text));
  return wrong(
    'Give the seat as a whole number, such as 12; leave it empty, or write * or N/A, where places are not numbered.',
  );
}

/** Fits a quantity into a seat range: every seat, or every second one. */
export function fitSeats(from: number, thru: number, quantity: number): Checked<SeatRange> {
  if (thru < from)
    return wrong(`The last seat (${thru}) comes before the first (${from}). Put the lower number first.`);
  const every = thru - from + 1;
  if (quantity === every) return right({ from, thru, step: 1 });
  const second = (thru - from) % 2 === 0 ? (thru - from) / 2 + 1 : null;
  if (quantity === second) return right({ from, thru, step: 2 });
  const alternatives =
    second !== null && second !== every ? `${every}, or ${second} for every second seat` : `${every}`;
  return wrong(`The quantity does not fit seats ${from} to ${thru}: it would be ${alternatives}.`);
}

/** The seats of a range, lowest first. */
export function seatsOf(range: SeatRange): number[] {
  return Array.from(
    { length: (range.thru - range.from) / range.step + 1 },
    (_, index) => range.from + index * range.step,
  );
}

const UNNUMBERED = /^(|\*|n\/?a)$/i;
