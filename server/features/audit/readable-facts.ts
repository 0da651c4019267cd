import type { RequestContext } from '../../platform/context.ts';
import { usageCategoryById } from '../inventory/inventory.loaders.ts';
import { userById } from '../people/people.loaders.ts';

/**
 * The facts of an entry for people: ids of users and usage categories become their names of today, so that a person who was
 * erased is erased here too; lists of tickets become their number; other ids are left out.
 */
export async function readableFacts(ctx: RequestContext, facts: object): Promise<Record<string, unknown>> {
  const entries = await Promise.all(Object.entries(facts).map((entry) => readableFact(ctx, ...entry)));
  return Object.fromEntries(entries.flat());
}

async function readableFact(ctx: RequestContext, key: string, value: unknown): Promise<[string, unknown][]> {
  if (key === 'ticketIds' && Array.isArray(value)) return [['tickets', value.length]];
  if (!/Ids?$/.test(key)) return [[key, withoutIds(value)]];
  const shownAs = key.replace(/Id$/, '');
  if (value === null && (USERS.has(key) || key === 'usageCategoryId')) return [[shownAs, null]];
  if (typeof value !== 'string') return [];
  if (USERS.has(key)) return [[shownAs, (await ctx.load(userById, value))?.name ?? null]];
  if (key === 'usageCategoryId') return [[shownAs, (await ctx.load(usageCategoryById, value))?.name ?? null]];
  return [];
}

const USERS = new Set(['recipientId', 'userId', 'actorId', 'proxyId', 'managerId', 'onBehalfOfId']);

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !/^id$|Ids?$/.test(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutIds(inner)]));
}
