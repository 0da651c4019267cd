import { stringify } from 'csv-stringify/sync';
import type { RequestContext } from '../../platform/context.ts';
import { encodeNodeId } from '../../platform/node-id.ts';
import { userById } from '../people/people.loaders.ts';
import type { User } from '../people/user.entity.ts';
import { AUDIT_ACTIONS, isAuditAction } from './audit-actions.ts';
import type { AuditEntry } from './audit-entry.entity.ts';
import { findEntries } from './audit.reads.ts';
import type { EntryQuestion } from './entries-query.ts';
import { findApiToken } from './find-subject.ts';
import { readableFacts } from './readable-facts.ts';

export const FILE_FORMATS = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

const ENTRIES_AT_ONCE = 500;

/**
 * The entries as a file, newest first, piece by piece: whatever its length, no more than one piece is in memory, and no
 * transaction stays open while the reader takes its time.
 */
export async function* auditLogFile(
  ctx: RequestContext,
  question: EntryQuestion,
  format: FileFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${toCsv([CSV_COLUMNS])}`;
  for (let after: string | undefined; ;) {
    const entries: AuditEntry[] = await findEntries(await ctx.read(), question, { limit: ENTRIES_AT_ONCE, after });
    const lines = await Promise.all(entries.map((entry) => lineOf(ctx, entry)));
    // Forgets the people of this piece, and gives the connection back.
    await ctx.close();
    if (lines.length > 0) yield format === 'csv' ? toCsv(lines.map(csvRow)) : lines.map(jsonLine).join('');
    after = entries.at(-1)?.id;
    if (entries.length < ENTRIES_AT_ONCE) return;
  }
}

interface Person {
  id: string;
  name: string;
  email: string | null;
}

async function lineOf(ctx: RequestContext, entry: AuditEntry) {
  const { organizationId, action, subjectType } = entry;
  const person = async (id: string | null): Promise<Person | null> =>
    id === null ? null : personOf(await ctx.loadExisting(userById, id));
  const [actor, apiToken, onBehalfOf, before, after] = await Promise.all([
    person(entry.actorId),
    entry.apiTokenId && findApiToken(ctx, entry.apiTokenId),
    person(entry.onBehalfOfId),
    entry.before && readableFacts(ctx, entry.before),
    entry.after && readableFacts(ctx, entry.after),
  ]);
  return {
    id: encodeNodeId('HistoryEntry', organizationId, entry.id),
    recordedAt: entry.recordedAt.toISOString(),
    eventAt: entry.eventAt?.toISOString() ?? null,
    action,
    description: isAuditAction(action) ? AUDIT_ACTIONS[action][1] : null,
    actor,
    apiToken: entry.apiTokenId && {
      id: encodeNodeId('ApiToken', organizationId, entry.apiTokenId),
      name: apiToken ? apiToken.name : null,
    },
    onBehalfOf,
    subjectType,
    subjectId: encodeNodeId(subjectType, organizationId, entry.subjectId),
    before,
    after,
    reason: entry.reason,
    requestId: entry.requestId,
  };
}

type Line = Awaited<ReturnType<typeof lineOf>>;

function personOf({ organizationId, id, name, email }: User): Person {
  return { id: encodeNodeId('User', organizationId, id), name, email };
}

function jsonLine(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

const CSV_COLUMNS = [
  'Recorded at',
  'Event at',
  'Action',
  'Description',
  'Person',
  'Person email',
  'API token',
  'On behalf of',
  'On behalf of email',
  'Subject type',
  'Subject id',
  'Before',
  'After',
  'Reason',
  'Request id',
  'Entry id',
];

function csvRow({ actor, apiToken, onBehalfOf, before, after, ...line }: Line): (string | null)[] {
  return [
    line.recordedAt,
    line.eventAt,
    line.action,
    line.description,
    actor?.name ?? null,
    actor?.email ?? null,
    apiToken ? (apiToken.name ?? apiToken.id) : null,
    onBehalfOf?.name ?? null,
    onBehalfOf?.email ?? null,
    line.subjectType,
    line.subjectId,
    before && JSON.stringify(before),
    after && JSON.stringify(after),
    line.reason,
    line.requestId,
    line.id,
  ];
}

/** What a spreadsheet could run as a formula is defused with an apostrophe. */
function toCsv(rows: readonly (readonly (string | null)[])[]): string {
  return stringify([...rows], { escape_formulas: true, record_delimiter: '\r\n' });
}
