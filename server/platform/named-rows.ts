import { type EntityTarget, type FindOptionsWhere, Not } from 'typeorm';
import { InvalidInput, NameTaken, StaleVersion, UnknownReference } from './common-errors.ts';
import type { WriteTransaction } from './database/transaction.ts';
import { fold } from './fold.ts';
import type { Node } from './node.ts';
import { decodeNodeId } from './node-id.ts';

const LONGEST_NAME = 200;

interface NamedRow extends Node {
  name: string;
  nameKey: string;
}

/**
 * Checks a new name for a row of the entity: not blank, not too long, and not taken in the organization. Changes of names of one
 * kind wait for each other until the end of the transaction, so that what was checked still holds when it is written.
 */
export async function nameProblem<T extends NamedRow>(
  tx: WriteTransaction,
  entity: EntityTarget<T>,
  name: string,
  ownId?: string,
): Promise<InvalidInput | NameTaken | undefined> {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > LONGEST_NAME) {
    return new InvalidInput(`A name has 1 to ${LONGEST_NAME} characters and is not blank.`, ['name']);
  }
  const table = tx.manager.getRepository(entity).metadata.tableName;
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} names of ${table}`]);
  const same = { organizationId: tx.organizationId, nameKey: fold(trimmed), ...(ownId ? { id: Not(ownId) } : {}) };
  const taken = await tx.manager.findOneBy(entity, same as unknown as FindOptionsWhere<T>);
  return taken
    ? new NameTaken(`"${taken.name}" exists already. Choose another name, or change that one.`, ['name'])
    : undefined;
}

/** Locks a row that callers change by version, or says why it cannot be changed. */
export async function lockVersioned<T extends Node & { version: number }>(
  tx: WriteTransaction,
  entity: EntityTarget<T>,
  { type, nodeId, expectedVersion, field }: { type: string; nodeId: string; expectedVersion: number; field: string },
): Promise<T | UnknownReference | StaleVersion> {
  const id = decodeNodeId(nodeId, type, tx.organizationId);
  const where = { organizationId: tx.organizationId, id } as unknown as FindOptionsWhere<T>;
  const row =
    id === undefined ? null : await tx.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  if (!row) return new UnknownReference(`No ${type} has this id.`, [field]);
  if (row.version === expectedVersion) return row;
  return new StaleVersion(
    `Somebody changed it: its version is ${row.version} now. Look at the changes, then try again.`,
    row.version,
  );
}
