import type { CallerLookup } from '../../platform/callers.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { hashTokenSecret, isTokenSecret } from './token-secret.ts';

/** last_used_at is written at most this often, so that reading stays reading. */
const USED_EVERY = 5 * 60_000;

/**
 * Whom the secret stands for now: the token neither revoked nor expired, its user active. Why not is never told. Undefined for what cannot
 * be a token.
 */
export function apiTokenLookup(database: Database, secret: string, now: Date): CallerLookup | undefined {
  if (!isTokenSecret(secret)) return undefined;
  const hashed = hashTokenSecret(secret);
  return {
    key: `token ${hashed.toString('latin1')}`,
    statement: { name: 'api-token-holder', text: 'SELECT * FROM api_token_holder($1)', values: [hashed] },
    async read(rows) {
      const [row] = rows as HolderRow[];
      if (!row || !row.is_active || row.revoked_at !== null || row.expires_at <= now) return undefined;
      if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > USED_EVERY) {
        await database.global('UPDATE api_tokens SET last_used_at = $2 WHERE id = $1', [row.token_id, now]);
      }
      const by = { kind: 'TOKEN', id: row.token_id, scopes: row.scopes } as const;
      return { by, organizationId: row.organization_id, userId: row.user_id, role: row.role };
    },
  };
}

interface HolderRow {
  token_id: string;
  organization_id: string;
  user_id: string;
  role: string;
  is_active: boolean;
  scopes: string[];
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}
