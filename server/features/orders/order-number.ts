import { randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const SHORTEST_PREFIX = 4;

/**
 * A new order number: 8 random characters of Crockford's base 32 (no I, L, O, U), 40 bits. A running number would make confirms
 * wait for each other and tell the volume. Two alike in one organization are refused by a unique constraint.
 */
export function newOrderNumber(): string {
  return Array.from(randomBytes(LENGTH), (byte) => CROCKFORD.charAt(byte & 31)).join('');
}

/**
 * The first and last order number that begin with what somebody typed, or undefined where it cannot be one. As Crockford asks,
 * case does not matter, I and L are read as 1 and O as 0. Fewer than 4 characters would match by accident.
 */
export function numberPrefix(typed: string): { from: string; to: string } | undefined {
  const prefix = typed
    .toUpperCase()
    .replace(/[\s#-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (prefix.length < SHORTEST_PREFIX || prefix.length > LENGTH) return undefined;
  if (![...prefix].every((character) => CROCKFORD.includes(character))) return undefined;
  return { from: prefix.padEnd(LENGTH, '0'), to: prefix.padEnd(LENGTH, 'Z') };
}
