import type { Writable } from 'node:stream';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Meter } from '../metrics/meter.ts';
import { type Step, trace, type Tracer } from '../tracing/tracer.ts';
import { sqlState } from './sql-state.ts';
import type { Tally } from './tally.ts';

export interface TenantConnectionOptions {
  kind: 'READ' | 'WRITE';
  organizationId: string;
  /** Longest time for one statement, in ms; absent: what the login role has. */
  statementTimeout?: number;
  /** Whether statements are sent without waiting for the answers of those before. */
  isPipelined: boolean;
  tally: Tally;
  meter: Meter;
  tracer: Tracer;
  onStatement(text: string): void;
  /** Called once, before the transaction begins, to send what concerns no organization in the same packet; pipelined only. */
  before?: (send: (statement: Statement) => Promise<QueryResult>) => void;
}

/** A statement for PostgreSQL; with a name, a prepared one. */
export interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IN_FAILED_TRANSACTION = '25P02';
const ROLLED_BACK = 'The transaction had failed and was rolled back.';
const BEGIN = {
  READ: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  WRITE: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
};

/**
 * A connection of the pool inside the transaction of one organization. Pipelined, statements that are asked for at once share a
 * round trip, and the beginning goes out together with the first of them: should it fail, PostgreSQL refuses what follows.
 */
export class TenantConnection {
  /**
   * What pg was given while it pipelined has to be answered before that may be switched off: of what it has sent and not got to yet, it
   * would lose count, and each statement from there on would get the answer of the one before.
   */
  static readonly #rollbacks = new WeakMap<PoolClient, Promise<unknown>>();
  readonly #client: PoolClient;
  readonly #runner: QueryRunner;
  readonly #step: Step;
  readonly #options: TenantConnectionOptions;
  #begun: Promise<unknown> | undefined;
  /** The answer to a COMMIT that went out with the last statement. */
  #committed: Promise<QueryResult> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** What was asked for and is not answered yet. */
  readonly #running = new Set<Promise<unknown>>();
  /** How many of these TypeORM has asked for, which hands them over a moment later. */
  #late = 0;
  /** Why the transaction failed. */
  #failure: unknown;
  #isOver = false;

  static async open(dataSource: DataSource, options: TenantConnectionOptions): Promise<TenantConnection> {
    if (!UUID.test(options.organizationId))
      throw new Error('The organization id of a tenant transaction must be a uuid.');
    const runner = dataSource.createQueryRunner();
    const step = options.tracer.begin(options.kind === 'READ' ? 'read transaction' : 'write transaction');
    try {
      const client = (await runner.connect()) as PoolClient;
      if (!options.isPipelined) await TenantConnection.#rollbacks.get(client);
      const connection = new TenantConnection(runner, client, step, options);
      if (!options.isPipelined) await (connection.#begun = connection.#begin());
      return connection;
    } catch (error) {
      step.end(error);
      options.meter.databaseFailed(error);
      await runner.release();
      throw error;
    }
  }

  private constructor(runner: QueryRunner, client: PoolClient, step: Step, options: TenantConnectionOptions) {
    this.#runner = runner;
    this.#client = client;
    this.#step = step;
    this.#options = options;
    const query = runner.query.bind(runner) as (text: string, ...more: unknown[]) => Promise<unknown>;
    Object.assign(runner, {
      // TypeORM must not open transactions of its own inside ours.
      isTransactionActive: true,
      query: (text: string, ...rest: unknown[]) => this.#runLate(text, () => query(text, ...rest)),
    });
    Object.assign(client, { pipeline: options.isPipelined });
  }

  get manager(): EntityManager {
    return this.#runner.manager;
  }

  /** The bare connection, for COPY and cursors, which cannot share it with statements on their way. */
  get client(): PoolClient {
    if (this.#options.isPipelined) throw new Error('A pipelined transaction has no COPY and no cursors.');
    return this.#client;
  }

  /** Hands a statement to PostgreSQL. */
  query(statement: Statement): Promise<QueryResult> {
    const { text, name } = statement;
    return this.#run(text, () => this.#client.query(statement), name);
  }

  /** The same with the transaction's last statement: pipelined, COMMIT goes out with it. If the statement fails, that rolls back. */
  async queryLast(statement: Statement): Promise<QueryResult> {
    if (this.#late > 0) throw new Error("A last statement has to wait until TypeORM's are answered.");
    const { text, name } = statement;
    const answered = this.#run(text, () => this.#sendLast(statement), name);
    this.#isOver = true;
    const result = await answered;
    await this.#requireCommit();
    return result;
  }

  #sendLast(statement: Statement): Promise<QueryResult> {
    if (!this.#options.isPipelined) return this.#client.query(statement);
    return this.inOnePacket(() => {
      const answered = this.#client.query(statement);
      this.#committed = this.#traced('COMMIT', () => this.#client.query('COMMIT'));
      this.#committed.catch(() => undefined);
      return answered;
    });
  }

  async #requireCommit(): Promise<void> {
    if (this.#committed && (await this.#committed).command !== 'COMMIT') throw new Error(ROLLED_BACK);
  }

  /** Runs a statement after those before it; `send` hands it to the client. */
  #run<T>(text: string, send: () => Promise<T>, name?: string): Promise<T> {
    // The connection may belong to somebody else by then.
    if (this.#isOver) return Promise.reject(new Error('The transaction is over.'));
    const turn = this.#options.isPipelined
      ? this.#runNow(text, send, name)
      : this.#last.then(() => this.#runNow(text, send, name));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#last = settled;
    this.#running.add(settled);
    void settled.then(() => this.#running.delete(settled));
    return turn;
  }

  async #runLate<T>(text: string, send: () => Promise<T>): Promise<T> {
    this.#late += 1;
    try {
      return await this.#run(text, send);
    } finally {
      this.#late -= 1;
    }
  }

  /**
   * Ends the transaction and gives the connection back, when everything that was asked for is answered: TypeORM sends some
   * statements a moment after they were asked for, and one that went out after the end would get the answer of somebody else's.
   */
  async finish(end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.#isOver = true;
    Object.assign(this.#runner, { isTransactionActive: false });
    try {
      await Promise.all(this.#running);
      // Where nothing was ever asked, there is nothing to end; a last statement has ended it already.
      if (this.#committed) await this.#committed.catch(() => undefined);
      else if (this.#begun && end === 'ROLLBACK' && this.#options.isPipelined) this.#rollBackWithNext();
      else if (this.#begun) await this.#end(end);
    } finally {
      this.#step.end();
      await this.#runner.release();
    }
  }

  /**
   * Nobody waits for a ROLLBACK: whoever is given the connection in this turn sends theirs in the same packet, and PostgreSQL comes to that
   * only after it. Should it fail, the connection is given up, and what was sent behind it fails too.
   */
  #rollBackWithNext(): void {
    const stream = this.#stream();
    stream.cork();
    // After everything that is ready to run now, which is where the next one is given the connection.
    process.nextTick(() => stream.uncork());
    const ended = this.#runNow('ROLLBACK', () => this.#client.query('ROLLBACK')).catch(() => stream.destroy());
    TenantConnection.#rollbacks.set(this.#client, ended);
  }

  async #end(end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const ended = this.#runNow(end, () => this.#client.query(end));
    // A dead connection has rolled back by itself, and its error must not hide the one that led here.
    if (end === 'ROLLBACK') await ended.catch(() => undefined);
    else if ((await ended).command !== 'COMMIT') throw new Error(ROLLED_BACK);
  }

  async #runNow<T>(text: string, send: () => Promise<T>, name?: string): Promise<T> {
    const { tally, meter } = this.#options;
    const startedAt = performance.now();
    try {
      return await this.#traced(text, () => this.#send(() => this.#noting(send)), name);
    } catch (error) {
      meter.databaseFailed(error);
      throw sqlState(error) === IN_FAILED_TRANSACTION ? (this.#failure ?? error) : error;
    } finally {
      tally.milliseconds += performance.now() - startedAt;
      if (text !== 'COMMIT' && text !== 'ROLLBACK') tally.statements += 1;
    }
  }

  /**
   * Notes which statement failed first. Of those sent behind it PostgreSQL says only that the transaction has failed, and that may reach their
   * callers before it does.
   */
  async #noting<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  async #send<T>(send: () => Promise<T>): Promise<T> {
    if (this.#begun) return send();
    const sent = this.inOnePacket(() => {
      this.#options.before?.((statement) => this.#sendOutside(statement));
      this.#begun = this.#begin();
      return send();
    });
    const [begun, answered] = await Promise.allSettled([this.#begun, sent]);
    if (begun.status === 'rejected') throw begun.reason;
    if (answered.status === 'rejected') throw answered.reason;
    return answered.value;
  }

  async #sendOutside(statement: Statement): Promise<QueryResult> {
    try {
      return await this.#traced(statement.text, () => this.#client.query(statement), statement.name);
    } catch (error) {
      this.#options.meter.databaseFailed(error);
      throw error;
    }
  }

  #traced<T>(text: string, send: () => Promise<T>, name?: string): Promise<T> {
    this.#options.onStatement(text);
    return trace(
      this.#step.within(() => this.#options.tracer.beginStatement(text, name)),
      send,
    );
  }

  /** What `send` hands to the client goes out together, pipelined. */
  inOnePacket<T>(send: () => T): T {
    if (!this.#options.isPipelined) return send();
    const stream = this.#stream();
    stream.cork();
    try {
      return send();
    } finally {
      stream.uncork();
    }
  }

  #stream(): Pick<Writable, 'cork' | 'uncork' | 'destroy'> {
    return (this.#client as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  /** The organization is a checked literal: SET cannot take parameters. */
  #begin(): Promise<QueryResult> {
    const { kind, organizationId, statementTimeout } = this.#options;
    const timeout = statementTimeout ? `; SET LOCAL statement_timeout = ${Math.floor(statementTimeout)}` : '';
    return this.#client.query(
      `${BEGIN[kind]}; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${organizationId}'${timeout}`,
    );
  }
}
