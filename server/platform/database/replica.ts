import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityTarget } from 'typeorm';
import type { QueryConfig } from 'pg';
import { describeError } from '../describe-error.ts';
import type { Log } from '../log.ts';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import type { Tracer } from '../tracing/tracer.ts';
import { connect, poolOf } from './data-source.ts';
import type { Tally } from './tally.ts';
import { Database, type OpenRead } from './transaction.ts';

/** A streaming replica of the database, which reports are read from. */
export interface Replica {
  /**
   * Opens a snapshot on the replica that has all that was committed before; undefined where that cannot be had soon, and the primary
   * has to answer.
   */
  openRead(organizationId: string, options: { tally?: Tally }): Promise<OpenRead | undefined>;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  /** Address of one replica, as the login role. */
  url: string;
  /** What it is a replica of. */
  primary: Database;
  entities: EntityTarget<object>[];
  poolSize: number;
  log: Log;
  meter?: Meter;
  tracer?: Tracer;
}

/** How long a report waits for the replica to catch up. */
const PATIENCE_MS = 300;
/** How long reports go to the primary at once after the replica was too far behind, or away. */
const REST_MS = { behind: 1_000, away: 5_000 };
/** How long the replica may take to say how far it is. */
const ANSWER_WITHIN_MS = 1_000;

/** Connects when the first report is asked for, so that the service starts without its replica as well. */
export function createReplica(options: ReplicaOptions): Replica {
  const { primary, log, meter = silentMeter } = options;
  let source: Promise<DataSource> | undefined;
  let restUntil = 0;
  let resting: 'behind' | 'away' = 'away';

  return {
    async openRead(organizationId, { tally }) {
      if (performance.now() < restUntil) return rest(resting);
      try {
        const wanted = await committed(primary);
        source ??= open(options);
        const replica = await source;
        if (!(await catchesUp(replica, wanted))) return restFor('behind');
        const { namedStatements } = primary;
        const database = new Database(replica, { namedStatements, meter, tracer: options.tracer });
        // Not pipelined: a beginning that fails is noticed here, while the primary can still answer.
        const read = await database.openRead(organizationId, { tally });
        meter.reportRead('replica');
        return read;
      } catch (error) {
        log.warn({ error: describeError(error) }, 'the replica cannot be asked, and the primary answers its reports');
        await source?.catch(() => (source = undefined));
        return restFor('away');
      }
    },
    async close() {
      await (await source?.catch(() => undefined))?.destroy();
    },
  };

  function restFor(why: 'behind' | 'away'): undefined {
    restUntil = performance.now() + REST_MS[why];
    resting = why;
    return rest(why);
  }

  function rest(why: 'behind' | 'away'): undefined {
    meter.reportRead(why);
    return undefined;
  }
}

function open({ url, entities, poolSize, log }: ReplicaOptions): Promise<DataSource> {
  const onConnectionError = (error: Error): void =>
    log.debug({ message: error.message }, 'a connection to the replica broke');
  return connect({ url, entities, poolSize, onConnectionError });
}

/**
 * How far the primary has written all that anybody can have seen committed: where commits wait for the disk, all that has reached it;
 * otherwise all that was written at all.
 */
async function committed(primary: Database): Promise<string> {
  const [row] = await primary.global<{ lsn: string }>(
    `SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
                 ELSE pg_current_wal_flush_lsn() END::text AS lsn`,
    [],
    'committed',
  );
  return row?.lsn ?? '';
}

/** What was a replica and has become a primary of its own is as far as nothing that we know. */
async function catchesUp(replica: DataSource, wanted: string): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  for (let pause = 2; ; pause *= 2) {
    const question: QueryConfig & { query_timeout: number } = {
      text: `SELECT pg_is_in_recovery() AS "isReplica",
                    pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AS "isThere"`,
      values: [wanted],
      query_timeout: ANSWER_WITHIN_MS,
    };
    const { rows } = await poolOf(replica).query<{ isReplica: boolean; isThere: boolean | null }>(question);
    if (rows[0]?.isThere) return true;
    if (!rows[0]?.isReplica || performance.now() + pause > end) return false;
    await sleep(pause);
  }
}
