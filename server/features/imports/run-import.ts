import type { Clock } from '../../platform/clock.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { type Actor, recordAudit } from '../audit/record-audit.ts';
import { Role, User } from '../people/user.entity.ts';
import { APPLY_STARTED } from './apply-import.ts';
import type { FileSource } from './file-source.ts';
import { finishImport, recordApplied } from './finish-import.ts';
import { importFiles, type ImportOutcome } from './import-files.ts';
import { ImportFile } from './import-file.entity.ts';
import type { ImportRun } from './import-run.ts';
import type { Import } from './import.entity.ts';
import { findImport } from './imports.reads.ts';
import { deleteStagedFiles, stagedSource } from './staged-files.ts';
import { UPLOADED } from './upload-files.ts';

/** One statement of an import may take this long, in ms; the login role's own limit is meant for requests. */
export const IMPORT_STATEMENT_TIMEOUT = 600_000;

export interface ImportJob {
  database: Database;
  clock: Clock;
  organizationId: string;
  importId: string;
  onProgress: ImportRun['onProgress'];
}

/**
 * Does what an import waits for: analyzes it, or applies it in one transaction. Does nothing where another process is at it; one
 * that was killed has let go by itself.
 */
export async function runImport(job: ImportJob): Promise<void> {
  const options = { statementTimeout: IMPORT_STATEMENT_TIMEOUT };
  try {
    await job.database.write(job.organizationId, (tx) => runClaimed(tx, job), options);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await job.database.write(job.organizationId, (tx) => finishImport(tx, job.importId, 'APPLYING', error.outcome));
  }
}

/** Thrown to roll back an import that found errors while it was applied. */
class Refused extends Error {
  readonly outcome: ImportOutcome;

  constructor(outcome: ImportOutcome) {
    super('The import has row errors.');
    this.outcome = outcome;
  }
}

async function runClaimed(tx: WriteTransaction, job: ImportJob): Promise<void> {
  if (!(await claim(tx, job.importId))) return;
  const row = await findImport(tx, job.importId);
  if (row?.status === 'ANALYZING') await finishImport(tx, row.id, 'ANALYZING', await run(tx, job, row, false));
  if (row?.status === 'APPLYING') await apply(tx, job, row);
}

/** The lock ends with the transaction, or with the process that held it. */
async function claim(tx: WriteTransaction, importId: string): Promise<boolean> {
  const [answer] = await tx.rows<{ claimed: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS claimed',
    [importId],
  );
  return answer?.claimed ?? false;
}

async function apply(tx: WriteTransaction, job: ImportJob, row: Import): Promise<void> {
  const outcome = await run(tx, job, row, true);
  if (outcome.errorCount > 0) throw new Refused(outcome);
  await recordApplied(tx, row.id, outcome, job.clock.now());
  await deleteStagedFiles(tx, row.id);
  const after = { preview: outcome.preview };
  await recordAudit(tx, await actorOf(tx, job, row.id), [
    { action: 'import.applied', subjectType: 'Import', subjectId: row.id, after },
  ]);
}

async function run(tx: WriteTransaction, job: ImportJob, row: Import, isApplied: boolean): Promise<ImportOutcome> {
  const { database, organizationId, onProgress } = job;
  const files = await tx.manager.findBy(ImportFile, { organizationId, importId: row.id });
  const sources = files.map((file): [ImportFile['kind'], FileSource] => [
    file.kind,
    stagedSource(database, organizationId, file.id),
  ]);
  const uploader = row.createdById && (await tx.manager.findOneBy(User, { organizationId, id: row.createdById }));
  return importFiles(tx, {
    files: new Map(sources),
    actor: await actorOf(tx, job, row.id),
    grantor: uploader ? await grantorOf(tx, row.id, uploader.role) : null,
    apply: isApplied,
    onProgress,
  });
}

/** Up to which role the file may appoint. Files that a token uploaded make nobody a Super User: those can do what no token may. */
async function grantorOf(tx: WriteTransaction, importId: string, role: Role): Promise<Role> {
  const { organizationId } = tx;
  const where = { organizationId, subjectType: 'Import', subjectId: importId, action: UPLOADED };
  const uploaded = await tx.manager.findOneBy(AuditEntry, where);
  return uploaded?.apiTokenId && role === Role.SUPER_USER ? Role.INVENTORY_MANAGER : role;
}

/** Whoever asked for the import to be applied; the background itself is nobody. */
async function actorOf(tx: WriteTransaction, { clock, organizationId }: ImportJob, importId: string): Promise<Actor> {
  const where = { organizationId, subjectType: 'Import', subjectId: importId, action: APPLY_STARTED };
  const started = await tx.manager.findOne(AuditEntry, { where, order: { id: 'DESC' } });
  const { actorId = null, apiTokenId = null, requestId = null } = started ?? {};
  return { actorId, apiTokenId, requestId, now: clock.now() };
}
