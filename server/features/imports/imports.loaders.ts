import { loadById } from '../../platform/rows-of.ts';
import { In } from 'typeorm';
import { loadMany } from '../../platform/loader.ts';
import { FILE_KINDS } from './file-source.ts';
import { ImportFile } from './import-file.entity.ts';
import { Import } from './import.entity.ts';

export const importById = loadById(Import);

/** The files of each import, in the order in which they are applied. */
export const filesOfImport = loadMany<ImportFile>(
  async (tx, ids) => {
    const files = await tx.manager.findBy(ImportFile, { organizationId: tx.organizationId, importId: In([...ids]) });
    return files.sort((one, other) => FILE_KINDS.indexOf(one.kind) - FILE_KINDS.indexOf(other.kind));
  },
  (file) => file.importId,
);
