import { hash } from 'node:crypto';

/** PostgreSQL tells prepared statements apart by so many bytes of their names. */
const LONGEST = 63;

/** A name that PostgreSQL tells from all others: of a long one, what it begins with and a hash. Names are ASCII. */
export function statementName(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, 30)} ${hash('sha256', name).slice(0, 32)}`;
}
