import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadById } from '../../platform/rows-of.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import { entriesQuery, type EntryQuestion } from './entries-query.ts';

/** Newest first by when it was recorded, then by id. A cursor holds the id alone. */
export const ENTRY_ORDER = 'NEWEST';

/** An entry by its id; whoever shows it asks first whether the viewer may see it. */
export const auditEntryById = loadById(AuditEntry);

/** One page of the entries, newest first. */
export async function entriesPage(
  tx: ReadTransaction,
  question: EntryQuestion,
  page: Page,
): Promise<Connection<AuditEntry>> {
  const found = await findEntries(tx, question, { limit: page.first + 1, after: page.after?.[0] });
  return toConnection(found, page, ENTRY_ORDER, ({ id }) => [id]);
}

/** Up to `limit` entries, newest first, that come after the one with the id. */
export async function findEntries(
  tx: ReadTransaction,
  question: EntryQuestion,
  place: { limit: number; after?: string },
): Promise<AuditEntry[]> {
  const { text, values } = entriesQuery(tx.organizationId, question, place);
  const found = await tx.rows<{ id: string }>(text, values);
  const entries = await auditEntryById.load(
    tx,
    found.map(({ id }) => id),
  );
  return entries.filter((entry) => entry !== undefined);
}
