/** A run of seats: "5–8", or a single seat where both ends are the same. */
export interface SeatRun {
  first: string;
  last: string;
}

/** Seats in reading order, neighbors joined to runs. Unnumbered places have no seat and are only counted. */
export function seatRuns(tickets: readonly { seat: string | null }[]): { runs: SeatRun[]; unnumbered: number } {
  const seats = tickets.flatMap(({ seat }) => (seat === null ? [] : [seat])).sort(bySeat);
  const runs: SeatRun[] = [];
  for (const seat of seats) {
    const run = runs.at(-1);
    if (run && distance(run.last, seat) === 1) run.last = seat;
    else runs.push({ first: seat, last: seat });
  }
  return { runs, unnumbered: tickets.length - seats.length };
}

function bySeat(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

/** How far apart two numbered seats are; names are never neighbors. */
function distance(left: string | undefined, right: string): number {
  const both = [left ?? '', right];
  return both.every((seat) => /^\d+$/.test(seat)) ? Number(right) - Number(left) : Number.NaN;
}
