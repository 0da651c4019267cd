import { registerEnumType } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';

/** What an API token may be used for. It narrows what the user behind the token may do, and never widens it. */
export const ApiScope = {
  READ_INVENTORY: 'READ_INVENTORY',
  BACKFILL: 'BACKFILL',
  GUEST_LISTS: 'GUEST_LISTS',
  ADMINISTRATION: 'ADMINISTRATION',
} as const;
export type ApiScope = (typeof ApiScope)[keyof typeof ApiScope];

registerEnumType(ApiScope, {
  name: 'ApiScope',
  description: 'What an API token may be used for, as far as the role of its user allows it too.',
  valuesConfig: {
    READ_INVENTORY: { description: 'Read the unused queue, events, ticket groups and tickets. No people.' },
    BACKFILL: {
      description:
        'Create, change, review, confirm and discard backfills; read the queue, the directory and the orders, without their guests.',
    },
    GUEST_LISTS: {
      description: 'Read orders with their guests; save, submit, confirm and reopen guest lists; read contacts.',
    },
    ADMINISTRATION: {
      description:
        'Import files, change events, users, categories, venues and settings, appoint proxies, erase people, read the outbox.',
    },
  },
});

/** Which scopes open something: any of these, or none, so that only a person with a session gets in. */
export type OpenTo = readonly ApiScope[];

/** Open to every token, whatever its scopes. */
export const EVERY_SCOPE: OpenTo = Object.values(ApiScope);
/** For people alone: sessions, passwords, tokens. */
export const NO_SCOPE: OpenTo = [];

/** Why the request's token does not open it, in a sentence for whoever sent it; null where it does, and for a session. */
export function scopeProblem(openTo: OpenTo, { viewer: { by } }: RequestContext): string | null {
  if (by.kind === 'SESSION' || openTo.some((scope) => by.scopes.includes(scope))) return null;
  if (openTo.length === 0) return 'API tokens cannot do this. It needs a person who signs in.';
  return `This API token lacks the scope ${openTo.join(' or ')}.`;
}
