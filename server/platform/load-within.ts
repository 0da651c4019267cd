import type { RequestContext } from './context.ts';
import type { ReadTransaction } from './database/transaction.ts';
import type { LoaderDefinition } from './loader.ts';

/** One value by key: as the write's own transaction sees it where there is one, else batched with the request's other fields. */
export async function loadWithin<Key, Value>(
  ctx: RequestContext,
  tx: ReadTransaction | undefined,
  loader: LoaderDefinition<Key, Value>,
  key: Key,
): Promise<Value | undefined> {
  return tx ? (await loader.load(tx, [key]))[0] : ctx.load(loader, key);
}
