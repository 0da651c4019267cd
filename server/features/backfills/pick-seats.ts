/** A ticket that can be given away. `seat` is null for an unnumbered place. */
export interface FreeTicket {
  id: string;
  seat: number | null;
}

/**
 * Which tickets to give: the lowest run of adjacent seats that is long enough; without one, the lowest seats; unnumbered places
 * last. `free` must be sorted by seat, unnumbered last, and hold at least `quantity`. Where seating is odd or even, `seatStep` is
 * 2: seats 1, 3 and 5 are neighbors.
 */
export function pickSeats(free: readonly FreeTicket[], quantity: number, seatStep: number): FreeTicket[] {
  let start = 0;
  for (let end = 1; end <= free.length; end += 1) {
    if (!areAdjacent(free.slice(Math.max(start, end - 2), end), seatStep)) start = end - 1;
    if (end - start === quantity) return free.slice(start, end);
  }
  return free.slice(0, quantity);
}

/** Whether the tickets are neighbors. Unnumbered places always are among themselves. */
export function areAdjacent(tickets: readonly FreeTicket[], seatStep: number): boolean {
  return tickets.every((ticket, index) => {
    const before = tickets[index - 1];
    if (before === undefined) return true;
    if (ticket.seat === null || before.seat === null) return ticket.seat === before.seat;
    return ticket.seat - before.seat === seatStep;
  });
}

/** 2 where all seats of a group are two or more apart (odd or even seating), else 1. */
export function seatStepOf(seats: readonly (number | null)[]): 1 | 2 {
  const numbered = seats.filter((seat) => seat !== null).sort((a, b) => a - b);
  const gaps = numbered.slice(1).map((seat, index) => seat - (numbered[index] ?? seat));
  return gaps.length > 0 && Math.min(...gaps) === 2 ? 2 : 1;
}
