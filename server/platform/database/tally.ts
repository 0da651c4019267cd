/** What one request asks of the database. */
export interface Tally {
  /** Statements inside of tenant transactions, BEGIN and its end not counted. */
  statements: number;
  /** How long they ran, in ms. */
  milliseconds: number;
  /** How often a write began again because of a deadlock or a serialization failure. */
  retries: number;
}

export function newTally(): Tally {
  return { statements: 0, milliseconds: 0, retries: 0 };
}
