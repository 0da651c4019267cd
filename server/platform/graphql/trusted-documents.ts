import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** Documents that everybody may send, by id: `sha256:` and the hash of the text, or a name. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** What the build wrote beside the client that is served, and what the sources say, for whoever works on the client. */
const MANIFESTS = ['dist/client-documents.json', 'client/gql/persisted-documents.json'];

/** The documents of our own client. */
export async function readClientDocuments(): Promise<[id: string, document: string][]> {
  const manifests = await Promise.all(MANIFESTS.map((file) => readManifest(join(projectRoot, file))));
  return manifests.flatMap((manifest) => Object.entries(manifest));
}

async function readManifest(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
