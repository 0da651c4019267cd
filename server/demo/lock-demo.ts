import type { WriteTransaction } from '../platform/database/transaction.ts';

const DEMO_LOCK = 4_711_002;

/** Lets processes that start together load or move the demo company one after the other, however long that takes. */
export async function lockDemo(tx: WriteTransaction): Promise<void> {
  await tx.execute(`SET LOCAL lock_timeout = '60s'`);
  await tx.execute('SELECT pg_advisory_xact_lock($1)', [DEMO_LOCK]);
}
