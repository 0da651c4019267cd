import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'bft_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 of 62 signs are 256 random bits. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const PATTERN = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/**
 * A new secret: the prefix, by which scanners for leaked secrets find it, 256 random bits, and a checksum of those. Letters and digits
 * only, so that a double click selects all of it.
 */
export function newTokenSecret(): string {
  let random = '';
  while (random.length < RANDOM_LENGTH) {
    for (const byte of randomBytes(64)) {
      // 248 is the last multiple of 62 in a byte: above it, some signs would come more often.
      if (byte < 248 && random.length < RANDOM_LENGTH) random += ALPHABET.charAt(byte % 62);
    }
  }
  return `${PREFIX}${random}${checksum(random)}`;
}

/** Whether it may be a secret of ours: a typing error or a cut-off one is told without asking the database. */
export function isTokenSecret(text: string): boolean {
  if (!PATTERN.test(text)) return false;
  const random = text.slice(PREFIX.length, -CHECKSUM_LENGTH);
  return text.endsWith(checksum(random));
}

/** What is stored of a secret. It is random enough that a fast hash will do. */
export function hashTokenSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The first characters, by which people recognize a token in a list. */
export function startOf(secret: string): string {
  return secret.slice(0, PREFIX.length + 8);
}

/** CRC-32 of the random part in the same 62 signs. */
function checksum(random: string): string {
  let rest = crc32(random);
  let text = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
