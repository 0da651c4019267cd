/** A reason has at least so many characters. */
export const shortestReason = 3;
