import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { Role, type User } from './user.entity.ts';

/** Whether the user may administer the organization. */
export function isSuperUser({ role, isActive }: Pick<User, 'role' | 'isActive'>): boolean {
  return role === Role.SUPER_USER && isActive;
}

/**
 * Locks the active Super Users and the user, in the order of ids as imports of employees do, so that two changes cannot each take
 * the other's last Super User away.
 */
export async function lockSuperUsers(tx: WriteTransaction, userId: string): Promise<void> {
  await tx.rows(
    `SELECT id FROM users WHERE organization_id = $1 AND (id = $2 OR (role = 'SUPER_USER' AND is_active))
     ORDER BY id FOR NO KEY UPDATE`,
    [tx.organizationId, userId],
  );
}

/** Whether somebody else is an active Super User. */
export async function hasOtherSuperUser(tx: WriteTransaction, userId: string): Promise<boolean> {
  const others = await tx.rows(
    `SELECT FROM users WHERE organization_id = $1 AND id <> $2 AND role = 'SUPER_USER' AND is_active LIMIT 1`,
    [tx.organizationId, userId],
  );
  return others.length > 0;
}
