import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals what has to be read again, such as the password for another service, so that a copy of the database is of no use. */
export interface SecretBox {
  /** @param place what the secret belongs to; it can only be opened for the same place */
  seal(secret: string, place: string): Buffer;
  /** The secret, or undefined where it was sealed with another key or for another place. */
  open(sealed: Buffer, place: string): string | undefined;
}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A box for a key of 32 bytes (AES-256-GCM): format, random vector, tag, text. */
export function secretBox(key: Buffer): SecretBox {
  return {
    seal(secret, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), text]);
    },
    open(sealed, place) {
      if (sealed[0] !== FORMAT || sealed.length < 1 + IV_BYTES + TAG_BYTES) return undefined;
      const iv = sealed.subarray(1, 1 + IV_BYTES);
      const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
      try {
        const text = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
