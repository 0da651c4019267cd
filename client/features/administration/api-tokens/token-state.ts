import type { ApiTokenRowFragment } from '../../../gql/graphql.ts';

export type TokenState = 'usable' | 'expired' | 'revoked';

/** What became of a token. Only a usable one can still be revoked for an effect, but an expired one gives its name back so. */
export function tokenState(token: Pick<ApiTokenRowFragment, 'isUsable' | 'revokedAt'>): TokenState {
  if (token.revokedAt !== null) return 'revoked';
  return token.isUsable ? 'usable' : 'expired';
}

export const stateTones = { usable: 'done', expired: 'neutral', revoked: 'neutral' } as const;

export const scopes = ['READ_INVENTORY', 'BACKFILL', 'GUEST_LISTS', 'ADMINISTRATION'] as const;

/** How long a token can be made to last, in days. */
export const lifetimes = ['7', '30', '90', '365'] as const;
