import { randomBytes } from 'node:crypto';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { hashLinkToken, PASSWORD_LINK_LIFETIME, type PasswordLinkKind } from './password-link.rules.ts';

/**
 * Makes a link for the user and returns its token, of which only the hash is stored here. Each attempt to send a mail makes one of its
 * own, so that no secret has to be kept until the mail goes out; using one ends all others.
 */
export async function makePasswordLink(
  tx: WriteTransaction,
  kind: PasswordLinkKind,
  userId: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + PASSWORD_LINK_LIFETIME[kind]);
  await asLoginRole(tx, () =>
    tx.execute(
      `INSERT INTO password_links (id, token_hash, organization_id, user_id, kind, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), hashLinkToken(token), tx.organizationId, userId, kind, now, expiresAt],
    ),
  );
  return { token, expiresAt };
}

/** Whether the user has set a password since the instant. */
export async function hasSetPasswordSince(tx: WriteTransaction, userId: string, since: Date): Promise<boolean> {
  const rows = await asLoginRole(tx, () =>
    tx.rows('SELECT FROM sign_in_identities WHERE organization_id = $1 AND user_id = $2 AND updated_at > $3', [
      tx.organizationId,
      userId,
      since,
    ]),
  );
  return rows.length > 0;
}
