import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';

/** Characters of text. Parsed, each takes some 55 bytes: every token keeps its place, for errors. So 14 MB in all. */
const MOST_TEXT = 2 ** 18;

/**
 * Keeps the documents that were checked last, so that they are not parsed and checked again. Apollo's own store counts what a
 * document takes as JSON, a fraction of what it takes in memory: programs that write a new one for each request made it 130 MB.
 */
export function createDocumentStore(mostText = MOST_TEXT): InMemoryLRUCache<DocumentNode> {
  return new InMemoryLRUCache({
    maxSize: mostText,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });
}
