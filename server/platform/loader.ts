import DataLoader from 'dataloader';
import type { ReadTransaction } from './database/transaction.ts';

/** A named way to fetch many things by key in one statement. `load` answers in any order; `keyOf` puts them in place. */
export interface LoaderDefinition<Key, Value> {
  load(tx: ReadTransaction, keys: readonly Key[]): Promise<readonly (Value | undefined)[]>;
}

/** Declares a loader whose statement returns rows in any order, at most one for each key. */
export function loadOne<Row>(
  load: (tx: ReadTransaction, keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): LoaderDefinition<string, Row> {
  return {
    async load(tx, keys) {
      const byKey = new Map((await load(tx, keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => byKey.get(key));
    },
  };
}

/** Declares a loader whose statement returns any number of rows for each key; a key without rows gets an empty list. */
export function loadMany<Row>(
  load: (tx: ReadTransaction, keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): LoaderDefinition<string, Row[]> {
  return {
    async load(tx, keys) {
      const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of await load(tx, keys)) byKey.get(keyOf(row))?.push(row);
      return keys.map((key) => byKey.get(key));
    },
  };
}

/** Values by key; a Map is one. */
export type Known<Value = unknown> = Pick<ReadonlyMap<string, Value>, 'get'>;

/** The loaders of one request: one DataLoader for each definition, all dropped when something was written. */
export class Loaders {
  readonly #loaders = new Map<object, DataLoader<unknown, unknown>>();
  readonly #known = new Map<object, Known>();
  readonly #read: () => Promise<ReadTransaction>;

  constructor(read: () => Promise<ReadTransaction>) {
    this.#read = read;
  }

  /** Says where values of this definition can be found without a statement: what a packed read brought along. */
  know<Value>(definition: LoaderDefinition<string, Value>, known: Known<Value>): void {
    const before = this.#known.get(definition);
    this.#known.set(definition, before ? { get: (key) => known.get(key) ?? before.get(key) } : known);
  }

  /** The value for the key where it is known already, else undefined. */
  known<Value>(definition: LoaderDefinition<string, Value>, key: string): Value | undefined {
    return this.#known.get(definition)?.get(key) as Value | undefined;
  }

  /** The value for the key, or undefined. Calls of the same tick share one statement. */
  get<Key, Value>(definition: LoaderDefinition<Key, Value>, key: Key): Promise<Value | undefined> {
    let loader = this.#loaders.get(definition);
    if (!loader) {
      loader = new DataLoader<unknown, unknown>(
        async (keys) => definition.load(await this.#read(), keys as readonly Key[]),
        { maxBatchSize: 1000 },
      );
      this.#loaders.set(definition, loader);
    }
    return loader.load(key) as Promise<Value | undefined>;
  }

  clear(): void {
    this.#loaders.clear();
    this.#known.clear();
  }
}
