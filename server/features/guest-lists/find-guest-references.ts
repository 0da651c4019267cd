import { type EntityTarget, type FindManyOptions, type FindOptionsWhere, In } from 'typeorm';
import type { ReadTransaction, WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { Contact, ContactVisibility } from '../people/contact.entity.ts';
import { SystemProfile } from '../people/system-profile.entity.ts';
import { User } from '../people/user.entity.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { SaveGuestListInput } from './guest-list.inputs.ts';
import type { GuestListFacts } from './plan-guest-list.ts';

/**
 * The rows that the ids of an input name, as far as the viewer can see them. At most one statement for each kind. People stay as
 * they are until the end of the transaction.
 */
export async function findGuestReferences(
  tx: WriteTransaction,
  viewerId: string,
  input: SaveGuestListInput,
): Promise<Pick<GuestListFacts, 'contacts' | 'users' | 'systemProfiles' | 'usageCategories'>> {
  const references = input.guests.map(({ guest }) => guest);
  const contacts = await rowsByNodeId(
    tx,
    Contact,
    references.map(({ contactId }) => contactId),
    UNTIL_SAVED,
  );
  for (const [nodeId, contact] of contacts) if (!isContactVisibleTo(contact, viewerId)) contacts.delete(nodeId);
  return {
    contacts,
    users: await rowsByNodeId(
      tx,
      User,
      references.map(({ userId }) => userId),
      UNTIL_SAVED,
    ),
    systemProfiles: await rowsByNodeId(
      tx,
      SystemProfile,
      references.map(({ systemProfileId }) => systemProfileId),
    ),
    usageCategories: await rowsByNodeId(tx, UsageCategory, [input.usageCategoryId]),
  };
}

/** Whoever is being erased is waited for, and erasing waits for whoever copies a name. */
export const UNTIL_SAVED = { lock: { mode: 'for_key_share' } } as const;

/** Private contacts are for their creator alone. */
export function isContactVisibleTo(contact: Contact, userId: string): boolean {
  return contact.visibility === ContactVisibility.SHARED || contact.createdById === userId;
}

async function rowsByNodeId<T extends { id: string; organizationId: string }>(
  tx: ReadTransaction,
  type: EntityTarget<T> & { name: string },
  nodeIds: readonly (string | null | undefined)[],
  lock: FindManyOptions<T> = {},
): Promise<Map<string, T>> {
  const idOf = new Map<string, string>();
  for (const nodeId of nodeIds) {
    const id = typeof nodeId === 'string' ? decodeNodeId(nodeId, type.name, tx.organizationId) : undefined;
    if (nodeId && id) idOf.set(nodeId, id);
  }
  if (idOf.size === 0) return new Map();
  const where = { organizationId: tx.organizationId, id: In([...idOf.values()]) } as FindOptionsWhere<T>;
  const found = await tx.manager.find(type, { where, ...lock });
  const rows = new Map(found.map((row) => [row.id, row]));
  return new Map([...idOf].flatMap(([nodeId, id]) => (rows.has(id) ? [[nodeId, rows.get(id) as T]] : [])));
}
