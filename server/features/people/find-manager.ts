import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { User } from './user.entity.ts';

/** The user whom an input names as a manager; undefined where it names none. */
export async function findManager(
  tx: WriteTransaction,
  nodeId: string | null | undefined,
): Promise<User | UnknownReference | undefined> {
  if (typeof nodeId !== 'string') return undefined;
  const id = decodeNodeId(nodeId, 'User', tx.organizationId);
  const manager = id ? await tx.manager.findOneBy(User, { organizationId: tx.organizationId, id }) : null;
  if (manager && !manager.isErased) return manager;
  return new UnknownReference('No User has this id. Choose the manager from the directory, or none.', ['managerId']);
}

/** Changes of managers wait for each other until the end of the transaction: two at once could close a circle. */
export async function waitForManagers(tx: WriteTransaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} managers`]);
}

/** Refuses a manager who reports, directly or not, to the user. */
export async function circleProblem(
  tx: WriteTransaction,
  userId: string,
  manager: User,
): Promise<InvalidInput | undefined> {
  const [circle] = await tx.rows(
    `WITH RECURSIVE above AS (
       SELECT id, manager_id FROM users WHERE organization_id = $1 AND id = $2
       UNION
       SELECT u.id, u.manager_id FROM above a JOIN users u ON u.organization_id = $1 AND u.id = a.manager_id
     ) SELECT FROM above WHERE id = $3`,
    [tx.organizationId, manager.id, userId],
  );
  if (!circle) return undefined;
  const message =
    manager.id === userId
      ? 'Nobody is the own manager. Choose another one, or none.'
      : `${manager.name} reports to this user, so that managers would form a circle. Choose another one, or none.`;
  return new InvalidInput(message, ['managerId']);
}
