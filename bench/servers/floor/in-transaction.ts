import type { Writable } from 'node:stream';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Statement } from './statements.ts';

/** Runs one statement in a transaction of its own, all in one round trip. The pool has to pipeline. */
export async function inTransaction<Row extends object>(
  pool: Pool,
  begin: string,
  statement: Statement,
): Promise<QueryResult<Row>> {
  const client = await pool.connect();
  try {
    const stream = streamOf(client);
    stream.cork();
    const sent = [client.query(begin), client.query<Row>(statement), client.query('COMMIT')] as const;
    stream.uncork();
    // The connection goes back only when all are answered, also where one fails.
    for (const answer of await Promise.allSettled(sent)) if (answer.status === 'rejected') throw answer.reason;
    return await sent[1];
  } finally {
    client.release();
  }
}

function streamOf(client: PoolClient): Writable {
  return (client as unknown as { connection: { stream: Writable } }).connection.stream;
}
