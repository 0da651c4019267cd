import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadOne } from '../../platform/loader.ts';
import { badInput } from '../../platform/request-error.ts';
import { ApiToken } from './api-token.types.ts';

/** Newest first, then by id. */
export const API_TOKEN_ORDER = 'NEWEST_API_TOKEN';

/** For Super Users only: whoever shows it asks for the ability first. */
export const apiTokenById = loadOne<ApiToken>(
  (tx, ids) => apiTokens(tx, { ids, count: ids.length }),
  ({ id }) => id,
);

/** One page of the organization's API tokens, the revoked ones too. */
export async function apiTokensPage(tx: ReadTransaction, page: Page): Promise<Connection<ApiToken>> {
  const before = page.after && keysetOf(page.after);
  const rows = await apiTokens(tx, { before, count: page.first + 1 });
  return toConnection(rows, page, API_TOKEN_ORDER, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

interface Question {
  ids?: readonly string[];
  before?: { createdAt: string; id: string };
  count: number;
}

async function apiTokens(tx: ReadTransaction, { ids, before, count }: Question): Promise<ApiToken[]> {
  const rows = await tx.rows<ApiToken>(
    `SELECT id, organization_id AS "organizationId", user_id AS "userId", name, start, scopes,
            created_by_id AS "createdById", created_at AS "createdAt", expires_at AS "expiresAt",
            last_used_at AS "lastUsedAt", revoked_at AS "revokedAt", revoked_by_id AS "revokedById"
     FROM organization_api_tokens($1, $2, $3, $4)`,
    [ids ?? null, before?.createdAt ?? null, before?.id ?? null, count],
    'api-tokens',
  );
  return rows.map((row) => Object.assign(new ApiToken(), row));
}

/** A cursor comes from outside: what it holds is checked before it meets a cast. */
function keysetOf([createdAt = '', id = '']: string[]): { createdAt: string; id: string } {
  const isInstant = /^[1-9]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(createdAt) && Number.isFinite(Date.parse(createdAt));
  if (isInstant && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { createdAt, id };
  throw badInput('after is not a cursor of this list; use the endCursor of its previous page.');
}
