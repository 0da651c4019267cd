import type { DataSource, EntityManager } from 'typeorm';
import type { PoolClient, QueryResult } from 'pg';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import { silentTracer, trace, type Tracer } from '../tracing/tracer.ts';
import { poolOf } from './data-source.ts';
import { newTally, type Tally } from './tally.ts';
import { sqlState } from './sql-state.ts';
import { statementName } from './statement-name.ts';
import { type Statement, TenantConnection, type TenantConnectionOptions } from './tenant-connection.ts';

/**
 * Work inside one organization. Everything it runs is a member of app_rw with app.organization_id set, so row-level security
 * holds even where a query forgets its filter. Use `insert`, `update` and query builders of the manager, never `save`.
 */
export class ReadTransaction {
  readonly organizationId: string;
  readonly manager: EntityManager;
  readonly #connection: TenantConnection;
  readonly #namedStatements: boolean;

  constructor(database: Database, organizationId: string, connection: TenantConnection) {
    this.organizationId = organizationId;
    this.manager = connection.manager;
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
    return this.#connection.query(this.statement(text, values, name));
  }

  protected statement(text: string, values: readonly unknown[], name?: string): Statement {
    const named = name && this.#namedStatements ? { name: statementName(name) } : {};
    return { ...named, text, values: [...values] };
  }
}

/** A transaction that may write; only `Database.write` makes one. */
export class WriteTransaction extends ReadTransaction {
  readonly writable = true;
  /** What is announced when it has committed. */
  readonly announced = new Set<string>();
  readonly #isHeard: boolean;
  readonly #connection: TenantConnection;

  constructor(database: Database, organizationId: string, connection: TenantConnection) {
    super(database, organizationId, connection);
    this.#connection = connection;
    this.#isHeard = database.onAnnounced !== undefined;
  }

  /**
   * Runs the transaction's last statement, and commits in the same round trip where it is pipelined: other transactions wait for its
   * locks that much shorter. Nothing may come after, and TypeORM's statements before it must be answered.
   */
  async rowsAndCommit<Row extends object>(
    text: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<Row[]> {
    return (await this.#connection.queryLast(this.statement(text, values, name))).rows as Row[];
  }

  /** What `send` asks for goes out in one packet, where it is pipelined. */
  inOnePacket<T>(send: () => T): T {
    return this.#connection.inOnePacket(send);
  }

  /** Tells this process, once the transaction has committed. @returns false where nobody listens (in commands) */
  announce(what: string): boolean {
    if (this.#isHeard) this.announced.add(what);
    return this.#isHeard;
  }

  /** Takes an announcement back that turned out to be none. */
  withdraw(what: string): void {
    this.announced.delete(what);
  }
}

export interface WriteOptions {
  /** Longest time for one statement, in ms; the login role's default (5 s) is right for anything interactive. */
  statementTimeout?: number;
  /** Where to count what it asks of the database. */
  tally?: Tally;
  /** Whether statements are sent without waiting for the answers of those before; not for COPY and cursors. */
  isPipelined?: boolean;
}

export interface ReadOptions extends Pick<WriteOptions, 'tally' | 'isPipelined'> {
  /** See `TenantConnectionOptions`. */
  before?: TenantConnectionOptions['before'];
}

/** A read transaction that stays open across the fields of one request. */
export interface OpenRead {
  tx: ReadTransaction;
  close(): Promise<void>;
}

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
  /** Called with what a committed transaction announced, once for each word and organization. It must not throw. */
  onAnnounced?: (what: string, organizationId: string) => void;

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
  async openRead(organizationId: string, options: ReadOptions = {}): Promise<OpenRead> {
    const connection = await this.#connect('READ', organizationId, options);
    return {
      tx: new ReadTransaction(this, organizationId, connection),
      close: () => connection.finish('ROLLBACK'),
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
    const named = name && this.namedStatements ? { name: statementName(name) } : {};
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
    options: WriteOptions,
  ): Promise<T> {
    const connection = await this.#connect('WRITE', organizationId, options);
    const tx = new WriteTransaction(this, organizationId, connection);
    let end: 'COMMIT' | 'ROLLBACK' = 'ROLLBACK';
    let result: T;
    try {
      result = await work(tx);
      end = 'COMMIT';
    } finally {
      await connection.finish(end);
    }
    for (const what of tx.announced) this.onAnnounced?.(what, organizationId);
    return result;
  }

  #connect(
    kind: 'READ' | 'WRITE',
    organizationId: string,
    options: WriteOptions & ReadOptions,
  ): Promise<TenantConnection> {
    return TenantConnection.open(this.dataSource, {
      kind,
      organizationId,
      statementTimeout: options.statementTimeout,
      // An older PgBouncer, for which statements are not named, does not cope with it either.
      isPipelined: (options.isPipelined ?? false) && this.namedStatements,
      tally: options.tally ?? newTally(),
      before: options.before,
      meter: this.#meter,
      tracer: this.#tracer,
      onStatement: (text) => this.onStatement?.(text),
    });
  }
}
