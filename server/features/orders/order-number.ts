import { randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A new order number: 8 random characters of Crockford's base 32 (no I, L, O, U), 40 bits. A running number would make confirms
 * wait for each other and tell the volume. Two alike in one organization are refused by a unique constraint.
 */
export function newOrderNumber(): string {
  return Array.from(randomBytes(8), (byte) => CROCKFORD.charAt(byte & 31)).join('');
}
