import { isDeepStrictEqual } from 'node:util';
import type { SignedIn } from './context.ts';
import type { Statement } from './database/tenant-connection.ts';
import type { Database } from './database/transaction.ts';

/*
 * Who asks is looked up at every request. A process remembers whom a credential stood for the last time, so that a query can begin
 * at once and the look-up goes out together with what it reads. The answer waits for both; see decision 41.
 */

/** How it is looked up whom a credential stands for. */
export interface CallerLookup {
  /** Tells the credential from all others and does not give it away. */
  key: string;
  statement: Statement;
  /** What the statement's rows say; undefined where the credential does not work, or no more. */
  read(rows: object[]): Promise<SignedIn | undefined>;
}

export async function lookUp(database: Database, { statement, read }: CallerLookup): Promise<SignedIn | undefined> {
  return read(await database.global(statement.text, statement.values, statement.name));
}

/** About 500 bytes each. */
const MOST_CALLERS = 10_000;

export class Callers {
  readonly #database: Database;
  readonly #known = new Map<string, SignedIn>();

  constructor(database: Database) {
    this.#database = database;
  }

  async find(lookup: CallerLookup): Promise<SignedIn | undefined> {
    return this.#remember(lookup.key, await lookUp(this.#database, lookup));
  }

  /** Whom the credential stood for the last time, if that is remembered. */
  assume(lookup: CallerLookup): Assumption | undefined {
    const signedIn = this.#known.get(lookup.key);
    if (!signedIn) return undefined;
    return new Assumption(signedIn, async (send) => {
      const found = send
        ? await lookup.read((await send(lookup.statement)).rows)
        : await lookUp(this.#database, lookup);
      return this.#remember(lookup.key, found);
    });
  }

  #remember(key: string, found: SignedIn | undefined): SignedIn | undefined {
    if (!found) this.#known.delete(key);
    else {
      if (this.#known.size >= MOST_CALLERS) this.#known.clear();
      this.#known.set(key, found);
    }
    return found;
  }
}

export type Send = (statement: Statement) => Promise<{ rows: object[] }>;

/** Who a request is taken to come from until the database has said so. */
export class Assumption {
  readonly signedIn: SignedIn;
  /** Why it could not be looked up by itself: then trying once more takes as long and ends the same. */
  failure: unknown;
  readonly #lookUp: (send?: Send) => Promise<SignedIn | undefined>;
  #holds: Promise<boolean> | undefined;

  constructor(signedIn: SignedIn, lookUp: (send?: Send) => Promise<SignedIn | undefined>) {
    this.signedIn = signedIn;
    this.#lookUp = lookUp;
  }

  /** Whether it is so, to the last detail. It is looked up once; `send` takes the statement along, else it goes out alone. */
  holds(send?: Send): Promise<boolean> {
    return (this.#holds ??= this.#lookUp(send).then(
      (found) => isDeepStrictEqual(found, this.signedIn),
      (error: unknown) => {
        if (!send) this.failure = error;
        return false;
      },
    ));
  }
}
