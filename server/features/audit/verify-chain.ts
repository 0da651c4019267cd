import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { entryDigests } from './entry-digests.ts';
import { digestAt, sealHash } from './seal-hash.ts';

/** What checking the seals of an organization found; `problems` is empty where everything is as it was sealed. */
export interface ChainReport {
  seals: number;
  entries: number;
  waiting: number;
  /** Hash of the newest seal, hexadecimal. */
  head: string | null;
  problems: string[];
}

/** Reported at most; more tell nothing new. */
const MOST_PROBLEMS = 100;
const SEALS_AT_ONCE = 20;
/** One statement looks for strays in the whole log. */
const STATEMENT_TIMEOUT = 600_000;

/**
 * Checks every seal and every entry: what was changed, removed, put in, moved or cut off since it was sealed. Whoever can write
 * to the database can also seal anew; only a hash that was noted elsewhere (`expectedHead`) shows that.
 */
export async function verifyChain(tx: ReadTransaction, expectedHead?: string): Promise<ChainReport> {
  await tx.execute(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT}`);
  const report: ChainReport = { seals: 0, entries: 0, waiting: 0, head: null, problems: [] };
  let previous: { number: number; hash: Buffer } | null = null;
  let isHeadFound = expectedHead === undefined;
  for await (const seal of allSeals(tx)) {
    if (report.problems.length >= MOST_PROBLEMS) break;
    report.problems.push(...linkProblems(seal, previous), ...(await entryProblems(tx, seal)));
    report.seals += 1;
    report.entries += seal.entryIds.length;
    report.head = seal.hash.toString('hex');
    isHeadFound ||= report.head === expectedHead;
    previous = seal;
  }
  report.problems.push(...(await strays(tx)));
  if (!isHeadFound) {
    report.problems.push(`No seal has the hash ${expectedHead}: the end of the chain was cut off or sealed anew.`);
  }
  const [waiting] = await tx.rows<{ count: number }>(
    'SELECT count(*)::int AS count FROM audit_unsealed WHERE organization_id = $1',
    [tx.organizationId],
  );
  return { ...report, waiting: waiting?.count ?? 0, problems: report.problems.slice(0, MOST_PROBLEMS) };
}

interface StoredSeal {
  organizationId: string;
  number: number;
  sealedAt: Date;
  entryIds: string[];
  entryDigests: Buffer;
  previousHash: Buffer | null;
  hash: Buffer;
}

async function* allSeals(tx: ReadTransaction): AsyncGenerator<StoredSeal> {
  for (let after = 0; ;) {
    const seals: StoredSeal[] = await tx.rows<StoredSeal>(
      `SELECT organization_id AS "organizationId", number, sealed_at AS "sealedAt", entry_ids::text[] AS "entryIds",
              entry_digests AS "entryDigests", previous_hash AS "previousHash", hash
       FROM audit_seals WHERE organization_id = $1 AND number > $2 ORDER BY number LIMIT ${SEALS_AT_ONCE}`,
      [tx.organizationId, after],
    );
    yield* seals;
    after = seals.at(-1)?.number ?? 0;
    if (seals.length < SEALS_AT_ONCE) return;
  }
}

function linkProblems(seal: StoredSeal, previous: { number: number; hash: Buffer } | null): string[] {
  const problems: string[] = [];
  const expected = (previous?.number ?? 0) + 1;
  if (seal.number !== expected) {
    const last = seal.number - 1;
    problems.push(last === expected ? `Seal ${expected} is gone.` : `Seals ${expected} to ${last} are gone.`);
  } else if (!isSame(seal.previousHash, previous?.hash ?? null)) {
    problems.push(`Seal ${seal.number} does not follow the seal before it: one of the two was sealed anew.`);
  }
  if (!isSame(sealHash(seal), seal.hash)) problems.push(`Seal ${seal.number} was changed: its hash does not fit.`);
  return problems;
}

async function entryProblems(tx: ReadTransaction, seal: StoredSeal): Promise<string[]> {
  const digests = await entryDigests(tx, seal.entryIds);
  return seal.entryIds.flatMap((id, index) => {
    const digest = digests.get(id);
    if (!digest) return [`Entry ${id} of seal ${seal.number} is gone.`];
    return isSame(digest, digestAt(seal.entryDigests, index))
      ? []
      : [`Entry ${id} of seal ${seal.number} was changed after it was sealed.`];
  });
}

/** Entries that were put in past the service: neither sealed nor waiting to be. */
async function strays(tx: ReadTransaction): Promise<string[]> {
  const found = await tx.rows<{ id: string }>(
    `SELECT id FROM audit_entries WHERE organization_id = $1
     EXCEPT (
       SELECT entry_id FROM audit_unsealed WHERE organization_id = $1
       UNION ALL SELECT unnest(entry_ids) FROM audit_seals WHERE organization_id = $1
     )
     ORDER BY id LIMIT ${MOST_PROBLEMS}`,
    [tx.organizationId],
  );
  return found.map(({ id }) => `Entry ${id} was put in past the service: it is neither sealed nor waiting to be.`);
}

function isSame(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}
