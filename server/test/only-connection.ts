import type { Writable } from 'node:stream';
import { poolOf } from '../platform/database/data-source.ts';
import type { TestApp } from './test-app.ts';

/* The connection of an app with DATABASE_POOL_SIZE=1, and what goes over it. */

export interface PoolClient {
  query(text: unknown, ...more: unknown[]): Promise<unknown>;
  connection: { stream: Writable };
}

/** Of the pool. */
export function onlyClient(app: TestApp): PoolClient {
  const [client] = (poolOf(app.database.dataSource) as unknown as { _clients: PoolClient[] })._clients;
  if (!client) throw new Error('The pool has no connection.');
  return client;
}

/** How often something is handed to the socket from now on. */
export function countPackets(app: TestApp): () => number {
  const packets = recordPackets(app);
  return () => packets().length;
}

/** What is handed to the socket from now on, each packet as text. The function that it returns ends that. */
export function recordPackets(app: TestApp): () => string[] {
  const { stream } = onlyClient(app).connection;
  const { _write: write, _writev: writeMany } = stream;
  const packets: string[] = [];
  stream._write = (chunk: Buffer, ...rest) => {
    packets.push(chunk.toString('latin1'));
    write.call(stream, chunk, ...rest);
  };
  stream._writev = (chunks, done) => {
    packets.push(chunks.map(({ chunk }) => (chunk as Buffer).toString('latin1')).join(''));
    writeMany?.call(stream, chunks, done);
  };
  return () => {
    Object.assign(stream, { _write: write, _writev: writeMany });
    return packets;
  };
}

/** Hands over each message of PostgreSQL in a turn of its own from now on, until the function that it returns is called. */
export function readOneByOne(app: TestApp): () => void {
  const { stream } = onlyClient(app).connection;
  const { emit } = stream;
  let unread = Buffer.alloc(0);
  let isReading = false;
  const readNext = () => {
    // A letter, then the length of what follows, itself included.
    const size = unread.length < 5 ? Infinity : 1 + unread.readInt32BE(1);
    isReading = unread.length >= size;
    if (!isReading) return;
    const message = unread.subarray(0, size);
    unread = unread.subarray(size);
    emit.call(stream, 'data', message);
    setImmediate(readNext);
  };
  stream.emit = (event: string, ...values: unknown[]) => {
    if (event !== 'data') return emit.call(stream, event, ...values);
    unread = Buffer.concat([unread, values[0] as Buffer]);
    if (!isReading) readNext();
    return true;
  };
  return () => void (stream.emit = emit);
}
