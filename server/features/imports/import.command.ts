import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CommandContext, CommandError, defineCommand } from '../../platform/cli/command.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { type Actor, recordAudit } from '../audit/record-audit.ts';
import { FILE_KINDS, type FileKind, type FileSource } from './file-source.ts';
import { importFiles, type ImportOutcome } from './import-files.ts';
import { ImportFile } from './import-file.entity.ts';
import { Import } from './import.entity.ts';
import { previewLines, rowErrorLines } from './outcome-lines.ts';
import { IMPORT_STATEMENT_TIMEOUT } from './run-import.ts';

export const importCommand = defineCommand({
  name: 'import',
  summary: 'Loads venues, employees and inventory from files: all of them, or nothing where one has errors.',
  options: {
    organization: { value: 'SLUG', required: true, description: 'Short name of the organization.' },
    venues: { value: 'FILE', description: 'Venues: Venue, City, Country, TimeZone, Capacity.' },
    employees: {
      value: 'FILE',
      description: 'Users: FirstName, LastName, Email, JobTitle, Department, ManagerEmail, Role, ...',
    },
    inventory: {
      value: 'FILE',
      description: 'Tickets: Event, Venue, EventDate, Section, Quantity, TicketCategory, ...',
    },
  },
  async run(values, context) {
    const files = await openFiles({ VENUES: values.venues, EMPLOYEES: values.employees, INVENTORY: values.inventory });
    const { database } = await context.openDatabase();
    const [organization] = await database.global<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [
      values.organization,
    ]);
    if (!organization) throw new CommandError(`There is no organization "${values.organization}".`);
    await load(database, organization.id, files, context);
  },
});

interface NamedFile extends FileSource {
  name: string;
  byteCount: number;
}

type NamedFiles = Map<FileKind, NamedFile>;

async function openFiles(paths: Record<FileKind, string | undefined>): Promise<NamedFiles> {
  const files: NamedFiles = new Map();
  const problems: string[] = [];
  for (const kind of FILE_KINDS) {
    const path = paths[kind];
    if (path === undefined) continue;
    const facts = await stat(path).catch(() => null);
    if (facts?.isFile())
      files.set(kind, { name: basename(path), byteCount: facts.size, open: () => createReadStream(path) });
    else problems.push(`--${kind.toLowerCase()}: there is no file ${path}.`);
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'));
  if (files.size === 0) throw new CommandError('Give at least one of --venues, --employees and --inventory.');
  return files;
}

/** Thrown to roll back what was written of files with errors. */
class Refused extends Error {
  readonly outcome: ImportOutcome;

  constructor(outcome: ImportOutcome) {
    super('The files have row errors.');
    this.outcome = outcome;
  }
}

async function load(
  database: Database,
  organizationId: string,
  files: NamedFiles,
  context: CommandContext,
): Promise<void> {
  const actor: Actor = { actorId: null, requestId: null, now: context.clock.now() };
  const onProgress = progressPrinter(context);
  try {
    const outcome = await database.write(
      organizationId,
      async (tx) => {
        const applied = await importFiles(tx, { files, actor, grantor: null, apply: true, onProgress });
        if (applied.errorCount > 0) throw new Refused(applied);
        await record(tx, actor, files, applied);
        return applied;
      },
      { statementTimeout: IMPORT_STATEMENT_TIMEOUT },
    );
    for (const line of previewLines(outcome.preview)) context.print(line);
    context.print('Everything in these files is on file now.');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new CommandError([...rowErrorLines(error.outcome), 'Nothing was changed.'].join('\n'));
  }
}

/** Keeps the import in the list of imports, in the transaction that applied it. */
async function record(tx: WriteTransaction, actor: Actor, files: NamedFiles, outcome: ImportOutcome): Promise<void> {
  const { organizationId } = tx;
  const rows = [...outcome.rowCounts.values()].reduce((sum, count) => sum + count, 0);
  const id = newId();
  await tx.manager.insert(Import, {
    organizationId,
    id,
    status: 'APPLIED',
    createdById: null,
    createdAt: actor.now,
    appliedAt: actor.now,
    rowsDone: rows,
    rowsTotal: rows,
    rowErrorCount: 0,
    preview: outcome.preview,
  });
  const stored = [...files].map(([kind, { name, byteCount }]) => ({
    organizationId,
    id: newId(),
    importId: id,
    kind,
    name,
    byteCount,
    rowCount: outcome.rowCounts.get(kind) ?? null,
  }));
  await tx.manager.insert(ImportFile, stored);
  const after = { files: stored.map(({ kind, name }) => ({ kind, name })), preview: outcome.preview };
  await recordAudit(tx, actor, [{ action: 'import.applied', subjectType: 'Import', subjectId: id, after }]);
}

const PRINT_EVERY = 2000;

/** A line every two seconds: nothing for a short file, and never a flood. */
function progressPrinter(context: CommandContext): (rowsDone: number, rowsTotal: number | null) => void {
  let printedAt = performance.now();
  return (rowsDone, rowsTotal) => {
    if (performance.now() - printedAt < PRINT_EVERY) return;
    printedAt = performance.now();
    const done = rowsDone.toLocaleString('en-US');
    context.print(
      rowsTotal === null ? `Reading: ${done} rows` : `${done} of ${rowsTotal.toLocaleString('en-US')} rows`,
    );
  };
}
