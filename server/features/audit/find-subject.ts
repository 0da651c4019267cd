import type { RequestContext } from '../../platform/context.ts';
import type { Node } from '../../platform/node.ts';
import type { ApiToken } from '../api-tokens/api-token.types.ts';
import { apiTokenById } from '../api-tokens/api-tokens.reads.ts';
import { backfillById } from '../backfills/backfills.loaders.ts';
import { eventById } from '../events/events.loaders.ts';
import { importById } from '../imports/imports.loaders.ts';
import { ticketCategoryById, ticketGroupById, usageCategoryById } from '../inventory/inventory.loaders.ts';
import { mailById } from '../mails/mail.reads.ts';
import { findVisibleOrder } from '../orders/visible-orders.ts';
import { contactById, userById } from '../people/people.loaders.ts';
import { organizationOf } from '../people/people.reads.ts';
import { permissionTo } from '../people/permissions.ts';
import { proxyById } from '../proxies/proxies.loaders.ts';
import { venueById } from '../venues/venues.loaders.ts';
import type { AuditEntry } from './audit-entry.entity.ts';
import { auditEntryById } from './audit.reads.ts';

/** The thing that an entry is about, as far as the viewer may see it in a history. Super Users see everything that there is. */
export async function findSubject(ctx: RequestContext, type: string, id: string): Promise<Node | undefined> {
  if (type === 'Order') return findVisibleOrder(ctx, id);
  if (type === 'Backfill') return permissionTo('backfill', ctx).allowed ? ctx.load(backfillById, id) : undefined;
  if (permissionTo('useUnusedQueue', ctx).allowed) {
    if (type === 'TicketGroup') return ctx.load(ticketGroupById, id);
    if (type === 'Event') return ctx.load(eventById, id);
  }
  return permissionTo('administer', ctx).allowed ? FOR_SUPER_USERS[type]?.(ctx, id) : undefined;
}

/** The entry, or undefined where there is none that the viewer may see: Super Users see the whole log. */
export async function findVisibleEntry(ctx: RequestContext, id: string): Promise<AuditEntry | undefined> {
  const entry = await ctx.load(auditEntryById, id);
  if (!entry || permissionTo('administer', ctx).allowed) return entry;
  return (await findSubject(ctx, entry.subjectType, entry.subjectId)) ? entry : undefined;
}

/** Programs see no tokens, not even as the subject of an entry. */
export async function findApiToken(ctx: RequestContext, id: string): Promise<ApiToken | undefined> {
  return permissionTo('manageAccess', ctx).allowed ? ctx.load(apiTokenById, id) : undefined;
}

const FOR_SUPER_USERS: Record<string, (ctx: RequestContext, id: string) => Promise<Node | undefined>> = {
  ApiToken: (ctx, id) => findApiToken(ctx, id),
  Contact: (ctx, id) => ctx.load(contactById, id),
  Import: (ctx, id) => ctx.load(importById, id),
  Mail: (ctx, id) => ctx.load(mailById, id),
  Organization: async (ctx) => organizationOf(await ctx.read()),
  Proxy: (ctx, id) => ctx.load(proxyById, id),
  TicketCategory: (ctx, id) => ctx.load(ticketCategoryById, id),
  UsageCategory: (ctx, id) => ctx.load(usageCategoryById, id),
  User: (ctx, id) => ctx.load(userById, id),
  Venue: (ctx, id) => ctx.load(venueById, id),
};
