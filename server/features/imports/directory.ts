import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { CategoryBook, type NewCategory } from './category-book.ts';

/** A venue as inventory needs it. */
export interface DirectoryVenue {
  id: string;
  name: string;
  timeZone: string;
  /** The zone that its events on file were timed in, where the same import is about to change it. */
  previousTimeZone: string | null;
}

/** The names that an inventory file may use. `refused` are those of rows with errors in the other files of the import. */
export interface Directory {
  venues: Map<string, DirectoryVenue>;
  userIds: Map<string, string>;
  refused: { venues: ReadonlySet<string>; users: ReadonlySet<string> };
  ticketCategories: CategoryBook;
  usageCategories: CategoryBook;
}

/** What the other files of the same import say, and the database does not yet. */
export interface PlannedNames {
  venues: readonly { id: string; name: string; nameKey: string; timeZone: string; previousTimeZone: string | null }[];
  users: readonly { id: string; emailKey: string }[];
  refused: { venues: ReadonlySet<string>; users: ReadonlySet<string> };
}

/** Reads all names of the organization: a few thousand short texts at most, so that 100,000 rows need no look-ups. */
export async function readDirectory(tx: ReadTransaction, planned: PlannedNames): Promise<Directory> {
  const named = (table: string) =>
    tx.rows<NewCategory>(`SELECT id, name, name_key AS "nameKey" FROM ${table} WHERE organization_id = $1`, [
      tx.organizationId,
    ]);
  const venues = await tx.rows<{ id: string; name: string; nameKey: string; timeZone: string }>(
    'SELECT id, name, name_key AS "nameKey", time_zone AS "timeZone" FROM venues WHERE organization_id = $1',
    [tx.organizationId],
  );
  const users = await tx.rows<{ id: string; emailKey: string }>(
    'SELECT id, email_key AS "emailKey" FROM users WHERE organization_id = $1',
    [tx.organizationId],
  );
  const known = venues.map((venue) => ({ ...venue, previousTimeZone: null }));
  return {
    venues: new Map([...known, ...planned.venues].map(({ nameKey, ...venue }) => [nameKey, venue] as const)),
    userIds: new Map([...users, ...planned.users].map(({ emailKey, id }) => [emailKey, id] as const)),
    refused: planned.refused,
    ticketCategories: new CategoryBook(await named('ticket_categories')),
    usageCategories: new CategoryBook(await named('usage_categories')),
  };
}
