import type { FastifyRequest } from 'fastify';
import { FILE_KINDS, type FileKind } from './file-source.ts';
import { boundaryOf, readMultipart } from './read-multipart.ts';
import type { UploadedFile } from './upload-files.ts';
import { UploadRefused } from './upload-refused.ts';

/** What says which file is meant, where the body is the file itself. */
export interface UploadQuery {
  kind?: string;
  name?: string;
}

/**
 * The files in the body of an upload: a form whose file fields are named venues, employees or inventory, or one bare file whose
 * kind (INVENTORY unless it is given) and name stand in the query.
 */
export async function* uploadedFiles(request: FastifyRequest): AsyncGenerator<UploadedFile> {
  const contentType = request.headers['content-type'] ?? '';
  const body = request.body as AsyncIterable<Uint8Array>;
  const query = request.query as UploadQuery;
  if (!/^multipart\//i.test(contentType)) {
    const kind = kindNamed(query.kind ?? 'INVENTORY');
    yield { kind, name: query.name || `${kind.toLowerCase()}.csv`, content: body };
    return;
  }
  const boundary = boundaryOf(contentType);
  if (boundary === null)
    throw new UploadRefused(400, 'The content type names no boundary. Let your HTTP client set it.');
  for await (const { name, fileName, content } of readMultipart(body, boundary)) {
    // A form sends empty parts for file fields in which nothing was chosen.
    if (fileName === null || fileName === '') continue;
    yield { kind: kindNamed(name === 'file' ? (query.kind ?? 'INVENTORY') : name), name: fileName, content };
  }
}

function kindNamed(name: string): FileKind {
  const kind = FILE_KINDS.find((each) => each === name.toUpperCase());
  if (kind) return kind;
  throw new UploadRefused(400, `There is no file kind "${name.slice(0, 50)}". Send venues, employees or inventory.`);
}
