import { In } from 'typeorm';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import { searchNeedle } from '../../platform/search-needle.ts';
import { Contact } from './contact.entity.ts';
import { Organization } from './organization.entity.ts';
import { User } from './user.entity.ts';

/** The organization of the transaction. */
export function organizationOf(tx: ReadTransaction): Promise<Organization> {
  return tx.manager.findOneByOrFail(Organization, { id: tx.organizationId });
}

/** Order of both directories: best match first (rank 0 without a search), then folded name, then id. */
export const DIRECTORY_ORDER = 'DIRECTORY';

/** Users by name, or those that match the search, best first; none that were erased. */
export async function usersPage(
  tx: ReadTransaction,
  search: string | null | undefined,
  includeInactive: boolean,
  page: Page,
): Promise<Connection<User>> {
  const rows = await directoryRows(tx, {
    table: 'users',
    search,
    page,
    only: includeInactive ? 'erased_at IS NULL' : 'is_active AND erased_at IS NULL',
  });
  const users = await tx.manager.findBy(User, { organizationId: tx.organizationId, id: In(rows.map((row) => row.id)) });
  return inOrder(rows, users, page);
}

/** Contacts that the user may choose: shared ones and the user's own private ones, none that were erased. */
export async function contactsPage(
  tx: ReadTransaction,
  search: string | null | undefined,
  userId: string,
  page: Page,
): Promise<Connection<Contact>> {
  const only = `erased_at IS NULL AND (visibility = 'SHARED' OR created_by_id = '${userId}')`;
  const rows = await directoryRows(tx, { table: 'contacts', search, page, only });
  const contacts = await tx.manager.findBy(Contact, {
    organizationId: tx.organizationId,
    id: In(rows.map((row) => row.id)),
  });
  return inOrder(rows, contacts, page);
}

interface DirectoryRow {
  id: string;
  rank: string;
  search_text: string;
}

interface DirectoryQuestion {
  table: 'users' | 'contacts';
  search: string | null | undefined;
  page: Page;
  /** SQL condition on the table, made of literals of ours. */
  only: string;
}

function directoryRows(tx: ReadTransaction, { table, search, page, only }: DirectoryQuestion): Promise<DirectoryRow[]> {
  const needle = searchNeedle(search);
  const [rank, text, id] = page.after ?? [null, null, null];
  const matches = needle
    ? `SELECT t.id, m.rank::numeric(8,4) AS rank, t.search_text FROM search_${table}($5) m
       JOIN ${table} t ON t.organization_id = $1 AND t.id = m.id WHERE ${only}`
    : `SELECT id, 0::numeric(8,4) AS rank, search_text FROM ${table} WHERE organization_id = $1 AND ${only}`;
  // Without a search every rank is 0, and the walk is over the index by name.
  const after = needle
    ? '(-rank, search_text, id) > (-$2::numeric, $3, $4)'
    : '$2::numeric IS NOT NULL AND (search_text, id) > ($3, $4)';
  return tx.rows<DirectoryRow>(
    `SELECT id, rank, search_text FROM (${matches}) matches WHERE $4::uuid IS NULL OR (${after})
     ORDER BY ${needle ? 'rank DESC, ' : ''}search_text, id LIMIT ${page.first + 1}`,
    needle ? [tx.organizationId, rank, text, id, needle] : [tx.organizationId, rank, text, id],
  );
}

function inOrder<T extends { id: string }>(rows: DirectoryRow[], found: T[], page: Page): Connection<T> {
  const byId = new Map(found.map((thing) => [thing.id, thing]));
  const placed = rows.flatMap((row) => {
    const thing = byId.get(row.id);
    return thing ? [{ row, thing }] : [];
  });
  const { edges, pageInfo } = toConnection(placed, page, DIRECTORY_ORDER, ({ row }) => [
    row.rank,
    row.search_text,
    row.id,
  ]);
  const things = edges.map(({ cursor, node }) => ({ cursor, node: node.thing }));
  return { edges: things, nodes: things.map(({ node }) => node), pageInfo };
}
