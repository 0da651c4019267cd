import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import { loadOne } from '../../platform/loader.ts';
import type { Actor } from '../audit/record-audit.ts';

/** Whether a user can sign in, and until when an invitation is open. */
export interface UserAccess {
  userId: string;
  hasPassword: boolean;
  invitedUntil: Date | null;
}

/** For Super Users only: whoever shows it asks for the ability to administer first. */
export const userAccessById = loadOne<UserAccess>(
  (tx, ids) =>
    tx.rows<UserAccess>(
      `SELECT user_id AS "userId", has_password AS "hasPassword", invited_until AS "invitedUntil" FROM user_access($1)`,
      [ids],
      'user-access',
    ),
  ({ userId }) => userId,
);

/** Signs users out everywhere, revokes their API tokens, and drops the links with which they could set a password. */
export async function endAccess(tx: WriteTransaction, userIds: readonly string[], actor: Actor): Promise<void> {
  if (userIds.length === 0) return;
  const values = [tx.organizationId, userIds];
  await asLoginRole(tx, async () => {
    await tx.execute('DELETE FROM sessions WHERE organization_id = $1 AND user_id = ANY ($2)', values);
    await tx.execute(
      `UPDATE api_tokens SET revoked_at = $3, revoked_by_id = $4
       WHERE organization_id = $1 AND user_id = ANY ($2) AND revoked_at IS NULL`,
      [...values, actor.now, actor.actorId],
    );
    await tx.execute('DELETE FROM password_links WHERE organization_id = $1 AND user_id = ANY ($2)', values);
  });
}
