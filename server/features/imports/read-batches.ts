import type { WriteTransaction } from '../../platform/database/transaction.ts';

/**
 * Reads the rows of a statement in batches that never part rows with the same key; the statement must sort by that key. The
 * name is that of a cursor, which must not be open yet. While a batch is worked on, the next one is on its way already.
 */
export async function* readBatches<Row extends object>(
  tx: WriteTransaction,
  cursor: string,
  statement: string,
  size: number,
  keyOf: (row: Row) => string,
): AsyncGenerator<Row[]> {
  await tx.execute(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${statement}`);
  const fetch = () => {
    const rows = tx.rows<Row>(`FETCH ${size} FROM ${cursor}`);
    // Whoever reads on learns of a failure; somebody who has left need not.
    rows.catch(() => undefined);
    return rows;
  };
  let batch: Row[] = [];
  let next = fetch();
  for (;;) {
    const rows = await next;
    if (rows.length === 0) break;
    next = fetch();
    batch.push(...rows);
    const last = batch.at(-1);
    let end = batch.length - 1;
    while (end > 0 && last && keyOf(batch[end - 1] ?? last) === keyOf(last)) end -= 1;
    if (end === 0) continue;
    yield batch.slice(0, end);
    batch = batch.slice(end);
  }
  if (batch.length > 0) yield batch;
  await tx.execute(`CLOSE ${cursor}`);
}
