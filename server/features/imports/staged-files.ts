import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { FileKind, FileSource } from './file-source.ts';
import { ImportFile } from './import-file.entity.ts';

/** Uploaded files wait in the database in chunks of this size, so that any process can analyze and apply them. */
export const CHUNK_BYTES = 250_000;

/** Stores a file as it comes in, chunk by chunk, each in a transaction of its own. Returns its size. */
export async function stageFile(
  database: Database,
  organizationId: string,
  file: { importId: string; kind: FileKind; name: string; content: AsyncIterable<Uint8Array> },
): Promise<number> {
  const id = newId();
  const { importId, kind, name } = file;
  await database.write(organizationId, (tx) =>
    tx.manager.insert(ImportFile, {
      organizationId,
      id,
      importId,
      kind,
      name: name.slice(0, 255),
      byteCount: 0,
      rowCount: null,
    }),
  );
  let byteCount = 0;
  let position = 0;
  for await (const chunk of inChunks(file.content)) {
    await database.write(organizationId, (tx) =>
      tx.execute(
        'INSERT INTO import_file_chunks (organization_id, import_file_id, position, content) VALUES ($1, $2, $3, $4)',
        [organizationId, id, position, chunk],
      ),
    );
    byteCount += chunk.length;
    position += 1;
  }
  await database.write(organizationId, (tx) => tx.manager.update(ImportFile, { organizationId, id }, { byteCount }));
  return byteCount;
}

/** A stored file, read chunk by chunk on a connection of its own. */
export function stagedSource(database: Database, organizationId: string, importFileId: string): FileSource {
  return {
    async *open() {
      for (let position = 0; ; position += 1) {
        const [row] = await database.read(organizationId, (tx) =>
          tx.rows<{ content: Buffer }>(
            'SELECT content FROM import_file_chunks WHERE organization_id = $1 AND import_file_id = $2 AND position = $3',
            [organizationId, importFileId, position],
          ),
        );
        if (!row) return;
        yield row.content;
      }
    },
  };
}

/** Drops the bytes of an import's files; their names and sizes stay. */
export async function deleteStagedFiles(tx: WriteTransaction, importId: string): Promise<void> {
  await tx.execute(
    `DELETE FROM import_file_chunks c USING import_files f
     WHERE c.organization_id = $1 AND f.organization_id = $1 AND f.id = c.import_file_id AND f.import_id = $2`,
    [tx.organizationId, importId],
  );
}

async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of inPieces(content)) {
    waiting.push(bytes);
    length += bytes.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** However much comes in at once, no chunk gets much larger than the others: each is decoded in one go. */
async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of content)
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}
