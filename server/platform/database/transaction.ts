import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { PoolClient, QueryResult } from 'pg';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import { silentTracer, type Step, trace, type Tracer } from '../tracing/tracer.ts';
import { poolOf } from './data-source.ts';
import { newTally, type Tally } from './tally.ts';

/**
 * Work inside one organization. Everything it runs is a member of app_rw with app.organization_id set, so row-level security
 * holds even where a query forgets its filter. Use `insert`, `update` and query builders of the manager, never `save`.
 */
export class ReadTransaction {
  readonly organizationId: string;
  readonly manager: EntityManager;
  readonly #connection: Connection;
  readonly #namedStatements: boolean;

  constructor(database: Database, organizationId: string, connection: Connection) {
    this.organizationId = organizationId;
    this.manager = connection.runner.manager;
    this.#connection = connection;
    this.#namedStatements = database.namedStatements;
  }

  /** Runs one statement and returns its rows. A `name` makes it a prepared statement of the connection (docs/decisions). */
  async rows<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    return (await this.#run(text, values, name)).rows as Row[];
  }

  /** Runs one statement and returns how many rows it changed. */
  async execute(text: string, values: readonly unknown[] = [], name?: string): Promise<number> {
    return (await this.#run(text, values, name)).rowCount ?? 0;
  }

  /** The bare connection, for COPY and cursors. It is inside the transaction. */
  get client(): PoolClient {
    return this.#connection.client;
  }

  #run(text: string, values: readonly unknown[], name?: string): Promise<QueryResult> {
    const { client, inTurn } = this.#connection;
    const named = name && this.#namedStatements ? { name } : {};
    return inTurn(text, () => client.query({ ...named, text, values: [...values] }), name);
  }
}

/** A connection inside a transaction. `inTurn` lets the statements of parallel fields wait for each other, as pg asks for. */
interface Connection {
  runner: QueryRunner;
  client: PoolClient;
  inTurn: InTurn;
  step: Step;
}

type InTurn = <T>(text: string, run: () => Promise<T>, name?: string) => Promise<T>;

/** A transaction that may write; only `Database.write` makes one. */
export class WriteTransaction extends ReadTransaction {
  readonly writable = true;
}

export interface WriteOptions {
  /** Longest time for one statement, in ms; the login role's default (5 s) is right for anything interactive. */
  statementTimeout?: number;
  /** Where to count what it asks of the database. */
  tally?: Tally;
}

/** A read transaction that stays open across the fields of one request. */
export interface OpenRead {
  tx: ReadTransaction;
  close(): Promise<void>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const WRITE = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';
const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);
const WRITE_ATTEMPTS = 5;

export interface DatabaseOptions {
  namedStatements: boolean;
  meter?: Meter;
  tracer?: Tracer;
}

export class Database {
  readonly dataSource: DataSource;
  readonly namedStatements: boolean;
  readonly #meter: Meter;
  readonly #tracer: Tracer;
  /** Called with the text of every statement inside tenant transactions; tests count with it. */
  onStatement?: (text: string) => void;

  constructor(dataSource: DataSource, options: DatabaseOptions) {
    this.dataSource = dataSource;
    this.namedStatements = options.namedStatements;
    this.#meter = options.meter ?? silentMeter;
    this.#tracer = options.tracer ?? silentTracer;
  }

  /** Runs reads of one organization on one consistent snapshot. */
  async read<T>(organizationId: string, work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    const open = await this.openRead(organizationId);
    try {
      return await work(open.tx);
    } finally {
      await open.close();
    }
  }

  /** Opens a snapshot that the caller must close. */
  async openRead(organizationId: string, tally = newTally()): Promise<OpenRead> {
    const connection = await this.#begin(READ, organizationId, tally);
    return {
      tx: new ReadTransaction(this, organizationId, connection),
      close: () => finish(connection, 'ROLLBACK'),
    };
  }

  /**
   * Runs a write of one organization: all of it or nothing. Run again from the start when PostgreSQL reports a deadlock or a
   * serialization failure, so `work` must not touch anything outside the transaction.
   */
  async write<T>(
    organizationId: string,
    work: (tx: WriteTransaction) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const tally = options.tally ?? newTally();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#writeOnce(organizationId, work, { ...options, tally });
      } catch (error) {
        if (attempt >= WRITE_ATTEMPTS || !SERIALIZATION_FAILURES.has(sqlState(error) ?? '')) throw error;
        tally.retries += 1;
        this.#meter.transactionRetried();
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  /** One statement on the global tables (organizations, sign-in identities, sessions), outside any organization. */
  async global<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    this.onStatement?.(text);
    const named = name && this.namedStatements ? { name } : {};
    return trace(this.#tracer.beginStatement(text, name), async () => {
      try {
        return (await poolOf(this.dataSource).query({ ...named, text, values: [...values] })).rows as Row[];
      } catch (error) {
        this.#meter.databaseFailed(error);
        throw error;
      }
    });
  }

  async #writeOnce<T>(
    organizationId: string,
    work: (tx: WriteTransaction) => Promise<T>,
    options: WriteOptions & { tally: Tally },
  ): Promise<T> {
    const timeout = options.statementTimeout
      ? `; SET LOCAL statement_timeout = ${Math.floor(options.statementTimeout)}`
      : '';
    const connection = await this.#begin(WRITE, organizationId, options.tally, timeout);
    let end: 'COMMIT' | 'ROLLBACK' = 'ROLLBACK';
    try {
      const result = await work(new WriteTransaction(this, organizationId, connection));
      end = 'COMMIT';
      return result;
    } finally {
      await finish(connection, end);
    }
  }

  /** One round trip. The organization is a checked literal: SET cannot take parameters. */
  async #begin(begin: string, organizationId: string, tally: Tally, more = ''): Promise<Connection> {
    if (!UUID.test(organizationId)) throw new Error('The organization id of a tenant transaction must be a uuid.');
    const runner = this.dataSource.createQueryRunner();
    const step = this.#tracer.begin(begin === READ ? 'read transaction' : 'write transaction');
    try {
      const client = (await runner.connect()) as PoolClient;
      await client.query(`${begin}; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${organizationId}'${more}`);
      // TypeORM must not open transactions of its own inside ours.
      Object.assign(runner, { isTransactionActive: true });
      const inTurn = this.#turns(tally, step);
      const query = runner.query.bind(runner) as (text: string, ...more: unknown[]) => Promise<unknown>;
      Object.assign(runner, { query: (text: string, ...rest: unknown[]) => inTurn(text, () => query(text, ...rest)) });
      return { runner, client, inTurn, step };
    } catch (error) {
      step.end(error);
      this.#meter.databaseFailed(error);
      await runner.release();
      throw error;
    }
  }

  #turns(tally: Tally, step: Step): InTurn {
    let last: Promise<unknown> = Promise.resolve();
    let isOver = false;
    return (text, run, name) => {
      // The connection may belong to somebody else by then.
      if (isOver) return Promise.reject(new Error('The transaction is over.'));
      isOver = text === 'COMMIT' || text === 'ROLLBACK';
      const turn = last.then(async () => {
        this.onStatement?.(text);
        const startedAt = performance.now();
        try {
          return await trace(
            step.within(() => this.#tracer.beginStatement(text, name)),
            run,
          );
        } catch (error) {
          this.#meter.databaseFailed(error);
          throw error;
        } finally {
          tally.milliseconds += performance.now() - startedAt;
          if (text !== 'COMMIT' && text !== 'ROLLBACK') tally.statements += 1;
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    };
  }
}

/** The five-character SQLSTATE of a database error, through TypeORM's wrapping. */
export function sqlState(error: unknown): string | undefined {
  const outer = error as { code?: unknown; driverError?: { code?: unknown } } | null | undefined;
  const code = outer?.driverError?.code ?? outer?.code;
  return typeof code === 'string' ? code : undefined;
}

async function finish({ runner, client, inTurn, step }: Connection, end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  Object.assign(runner, { isTransactionActive: false });
  try {
    if (end === 'ROLLBACK') {
      // A dead connection has rolled back by itself, and its error must not hide the one that led here.
      await inTurn('ROLLBACK', () => client.query('ROLLBACK')).catch(() => undefined);
      return;
    }
    const result = await inTurn('COMMIT', () => client.query('COMMIT'));
    if (result.command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
  } finally {
    step.end();
    await runner.release();
  }
}
