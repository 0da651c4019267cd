import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { User } from './user.entity.ts';

/** Lets the user sign in with the password behind the hash, and with no other; whoever was signed in is signed out. */
export async function storePassword(
  tx: WriteTransaction,
  user: Pick<User, 'id' | 'emailKey'>,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await asLoginRole(tx, async () => {
    await tx.execute(
      `INSERT INTO sign_in_identities (id, organization_id, user_id, email_key, password_hash, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (organization_id, user_id) DO UPDATE
       SET email_key = excluded.email_key, password_hash = excluded.password_hash, updated_at = excluded.updated_at`,
      [newId(), tx.organizationId, user.id, user.emailKey, passwordHash, now],
    );
    await tx.execute('DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2', [tx.organizationId, user.id]);
  });
}
