import { createHash } from 'node:crypto';

/** What a seal says. `entryDigests` holds the 32 bytes of each entry, in the order of `entryIds`. */
export interface SealContent {
  organizationId: string;
  number: number;
  sealedAt: Date;
  entryIds: readonly string[];
  entryDigests: Buffer;
  previousHash: Buffer | null;
}

export const DIGEST_BYTES = 32;

/**
 * SHA-256 over lines of text: a title, the organization, the number, the hash before (empty for the first), the instant, and
 * id and digest of each entry. docs/audit-log.md describes it for those who check with other means.
 */
export function sealHash(seal: SealContent): Buffer {
  const lines = [
    'backfill audit seal 1',
    seal.organizationId,
    String(seal.number),
    seal.previousHash?.toString('hex') ?? '',
    seal.sealedAt.toISOString(),
    ...seal.entryIds.map((id, index) => `${id} ${digestAt(seal.entryDigests, index).toString('hex')}`),
  ];
  return createHash('sha256').update(lines.join('\n')).digest();
}

/** The digest of the entry at a place of the seal. */
export function digestAt(entryDigests: Buffer, index: number): Buffer {
  return entryDigests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
}
