import type { Plugin } from 'vite';

const file = /[\\/]gql[\\/]graphql\.ts$/;
const prefix = 'virtual:document/';
/** The code generation writes each document on a line of its own. */
const line = /^export const (\w+) = (\{"(?:kind|__meta__)".*\}) as unknown as .*;$/gm;

/**
 * Makes a module of each generated document, so that a page loads those that it asks with, and not those of every other page: a bundler
 * never divides a module, and the code generation writes all of them into one.
 */
export function splitDocuments(): Plugin {
  const documents = new Map<string, string>();
  return {
    name: 'split-documents',
    enforce: 'pre',
    transform(code, id) {
      if (!file.test(id)) return undefined;
      const split = code.replace(line, (_, name: string, document: string) => {
        documents.set(name, document);
        return `export { ${name} } from '${prefix}${name}';`;
      });
      return { code: split, map: null, moduleSideEffects: false };
    },
    resolveId: (source) => (source.startsWith(prefix) ? { id: source, moduleSideEffects: false } : undefined),
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const name = id.slice(prefix.length);
      return `export const ${name} = ${documents.get(name) ?? ''};`;
    },
  };
}
