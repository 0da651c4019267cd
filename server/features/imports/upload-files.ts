import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { type Actor, recordAudit } from '../audit/record-audit.ts';
import type { FileKind } from './file-source.ts';
import { ImportFile } from './import-file.entity.ts';
import { Import } from './import.entity.ts';
import { deleteStagedFiles, stageFile } from './staged-files.ts';
import { UploadRefused } from './upload-refused.ts';

/** The most bytes that the files of one upload may have together. */
export const MOST_UPLOAD_BYTES = 100_000_000;

/** The audit entry that tells who uploaded the files. */
export const UPLOADED = 'import.uploaded';

/** A file as it comes in. */
export interface UploadedFile {
  kind: FileKind;
  name: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Stores the files of an upload as they come in, and makes an import of them that waits to be analyzed. An upload that breaks off
 * leaves nothing behind.
 * @returns the id of the import
 */
export async function uploadFiles(
  database: Database,
  organizationId: string,
  actor: Actor,
  files: AsyncIterable<UploadedFile>,
  mostBytes = MOST_UPLOAD_BYTES,
): Promise<string> {
  const importId = newId();
  await database.write(organizationId, (tx) => tx.manager.insert(Import, unfinished(organizationId, importId, actor)));
  try {
    const stored = new Map<FileKind, { name: string; byteCount: number }>();
    let bytesLeft = mostBytes;
    for await (const { kind, name, content } of files) {
      if (stored.has(kind))
        throw new UploadRefused(400, `There are two files of the kind ${kind}. Send at most one of each kind.`);
      const byteCount = await stageFile(database, organizationId, {
        importId,
        kind,
        name,
        content: atMost(content, bytesLeft),
      });
      stored.set(kind, { name, byteCount });
      bytesLeft -= byteCount;
    }
    if (stored.size === 0)
      throw new UploadRefused(400, 'There is no file in this upload. Send venues, employees or inventory.');
    await database.write(organizationId, async (tx) => {
      const { affected } = await tx.manager.update(
        Import,
        { organizationId, id: importId, status: 'FAILED' },
        { status: 'ANALYZING', failure: null, heartbeatAt: actor.now },
      );
      // Somebody was erased meanwhile, and with the person all that had come in so far.
      if (affected !== 1) throw new UploadRefused(409, 'The upload was discarded meanwhile. Upload the files again.');
      const after = { files: Object.fromEntries(stored) };
      await recordAudit(tx, actor, [{ action: UPLOADED, subjectType: 'Import', subjectId: importId, after }]);
    });
    return importId;
  } catch (error) {
    await database.write(organizationId, (tx) => forget(tx, importId));
    throw error;
  }
}

/** Until its last byte is there, an upload counts as failed: should the process die, that is what it is. */
function unfinished(organizationId: string, id: string, actor: Actor): Partial<Import> {
  return {
    organizationId,
    id,
    status: 'FAILED',
    createdById: actor.actorId,
    createdAt: actor.now,
    rowsDone: 0,
    rowErrorCount: 0,
    failure: 'The upload broke off before the files were complete. Nothing was changed; upload them again.',
  };
}

async function forget(tx: WriteTransaction, importId: string): Promise<void> {
  const { organizationId } = tx;
  await deleteStagedFiles(tx, importId);
  await tx.manager.delete(ImportFile, { organizationId, importId });
  await tx.manager.delete(Import, { organizationId, id: importId });
}

async function* atMost(content: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of content) {
    left -= chunk.length;
    if (left < 0) throw tooLarge();
    yield chunk;
  }
}

/** The answer to an upload that is too large. */
export function tooLarge(): UploadRefused {
  return new UploadRefused(
    413,
    `The files are larger than ${MOST_UPLOAD_BYTES / 1_000_000} MB together. Split them, or load them from the command line.`,
  );
}
