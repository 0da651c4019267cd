import type { LocationQuery } from 'vue-router';

/**
 * The secret of a password link. It stands after #, where no server writes it into a log; one that a mail program moved
 * into the query is taken as well.
 */
export function readToken({ hash, query }: { hash: string; query: LocationQuery }): string {
  const inQuery = [query['token']].flat()[0];
  return hash.replace(/^#(token=)?/, '') || (inQuery ?? '');
}
