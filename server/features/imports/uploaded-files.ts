import type { FastifyRequest } from 'fastify';
import { FILE_KINDS, type FileKind } from './file-source.ts';
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
  const query = request.query as UploadQuery;
  if (!request.isMultipart()) {
    const kind = kindNamed(query.kind ?? 'INVENTORY');
    yield { kind, name: query.name || `${kind.toLowerCase()}.csv`, content: request.body as AsyncIterable<Uint8Array> };
    return;
  }
  for await (const { fieldname, filename, file } of wholeForm(request.files())) {
    // A form sends empty parts for file fields in which nothing was chosen.
    if (!filename) file.resume();
    else {
      const kind = kindNamed(fieldname === 'file' ? (query.kind ?? 'INVENTORY') : fieldname);
      yield { kind, name: filename, content: wholeForm(file as AsyncIterable<Uint8Array>) };
    }
  }
}

/** Passes on what is read from a form, and says so where it is no proper one. What goes wrong outside is left as it is. */
async function* wholeForm<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch {
    throw new UploadRefused(
      400,
      'The upload is no complete multipart form. Let your HTTP client make it, and send it again.',
    );
  }
}

function kindNamed(name: string): FileKind {
  const kind = FILE_KINDS.find((each) => each === name.toUpperCase());
  if (kind) return kind;
  throw new UploadRefused(400, `There is no file kind "${name.slice(0, 50)}". Send venues, employees or inventory.`);
}
