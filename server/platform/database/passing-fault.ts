import { sqlState } from './sql-state.ts';

/**
 * States of PostgreSQL that pass by themselves: broken connections (08), a deadlock or serialization failure that outlived its
 * retries (40), out of connections, memory or disk (53), a lock or statement that took too long (55P03, 57014), a server that
 * stops, starts or has become a standby (57P01-03, 57P05, 25006), a transaction that was given up for idling (25P03).
 */
const PASSING_STATE = /^(08...|40001|40P01|53...|55P03|57014|57P0[1235]|25006|25P03)$/;

/** What the network says where the database, or the way to it, is gone. */
const PASSING_CODE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/**
 * What pg says without a code. TypeORM releases the runner of a broken connection by itself, and then refuses what its
 * transaction still asks; a process that stops has ended its pool.
 */
const PASSING_MESSAGE =
  /ECONNREFUSED|ECONNRESET|EPIPE|timeout exceeded when trying to connect|Connection terminated|not queryable|Query runner already released|Cannot use a pool after calling end/;

/** Whether trying again soon can help: the caller gets RETRY instead of INTERNAL. */
export function isPassing(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return PASSING_STATE.test(code) || PASSING_CODE.test(code) || PASSING_MESSAGE.test(String(error));
}
