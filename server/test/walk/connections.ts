import type { PoolClient } from 'pg';
import type { Database } from '../../platform/database/transaction.ts';
import { poolOf } from '../../platform/database/data-source.ts';

/** How a connection's statement is run; gets the text and what would run another text in its place. */
export type Intercept = (text: string, run: (text: string) => Promise<{ command: string }>) => Promise<unknown>;

/** Lets every statement of every connection of the app go through an interceptor. Each connection gets one of its own. */
export function interceptStatements(database: Database, create: () => Intercept): void {
  const known = new WeakSet<PoolClient>();
  poolOf(database.dataSource).on('acquire', (client: PoolClient) => {
    if (known.has(client)) return;
    known.add(client);
    const intercept = create();
    const query = client.query.bind(client) as unknown as (...args: unknown[]) => Promise<{ command: string }>;
    const intercepted = (first: unknown, ...rest: unknown[]): unknown => {
      if (typeof first === 'string') return intercept(first, (text) => query(text, ...rest));
      // COPY and cursors are objects of their own, which run themselves.
      if (!isStatement(first)) return query(first, ...rest);
      return intercept(first.text, (text) => query({ ...first, text }, ...rest));
    };
    Object.assign(client, { query: intercepted });
  });
}

function isStatement(value: unknown): value is { text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && !('submit' in value);
}
