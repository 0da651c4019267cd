import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { Log } from '../../platform/log.ts';
import { entryDigests } from './entry-digests.ts';
import { type SealContent, sealHash } from './seal-hash.ts';

/** A seal covers at most so many entries. */
export const MOST_SEALED = 1000;

/** Seals all entries that wait. The hash goes to the log as well, out of reach of whoever can write to the database. */
export async function sealWaiting(
  database: Database,
  organizationId: string,
  { now, log }: { now: Date; log: Log },
): Promise<number> {
  let sealed = 0;
  for (;;) {
    const seal = await database.write(organizationId, (tx) => sealEntries(tx, now));
    if (!seal) return sealed;
    const { number, entryIds, hash } = seal;
    log.info(
      { organizationId, seal: number, entries: entryIds.length, hash: hash.toString('hex') },
      'sealed the audit log',
    );
    sealed += entryIds.length;
  }
}

/**
 * Makes the next seal, in the order of ids, of entries that wait; undefined where none does. Entries wait from the moment their
 * transaction commits, so one that took long is in a later seal and never missed. Sealers of one organization wait for each other.
 */
export async function sealEntries(
  tx: WriteTransaction,
  now: Date,
  most = MOST_SEALED,
): Promise<(SealContent & { hash: Buffer }) | undefined> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} audit seals`]);
  const entryIds = await takeWaiting(tx, most);
  if (entryIds.length === 0) return undefined;
  const digests = await entryDigests(tx, entryIds);
  const [previous] = await tx.rows<{ number: number; hash: Buffer }>(
    'SELECT number, hash FROM audit_seals WHERE organization_id = $1 ORDER BY number DESC LIMIT 1',
    [tx.organizationId],
  );
  const seal: SealContent = {
    organizationId: tx.organizationId,
    number: (previous?.number ?? 0) + 1,
    sealedAt: now,
    entryIds,
    entryDigests: Buffer.concat(entryIds.map((id) => digests.get(id) ?? missing(id))),
    previousHash: previous?.hash ?? null,
  };
  const hash = sealHash(seal);
  await tx.execute(
    `INSERT INTO audit_seals (organization_id, id, number, sealed_at, entry_ids, entry_digests, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.organizationId, newId(), seal.number, now, entryIds, seal.entryDigests, seal.previousHash, hash],
  );
  return { ...seal, hash };
}

async function takeWaiting(tx: WriteTransaction, most: number): Promise<string[]> {
  const taken = await tx.rows<{ id: string }>(
    `DELETE FROM audit_unsealed WHERE organization_id = $1 AND entry_id IN (
       SELECT entry_id FROM audit_unsealed WHERE organization_id = $1 ORDER BY entry_id LIMIT $2
     ) RETURNING entry_id AS id`,
    [tx.organizationId, most],
  );
  return taken.map(({ id }) => id).sort();
}

function missing(id: string): never {
  throw new Error(`The audit entry ${id} waits to be sealed and is not there.`);
}
