import { apiTokenById } from './features/api-tokens/api-tokens.reads.ts';
import { findVisibleEntry } from './features/audit/find-subject.ts';
import { assignmentById, backfillById } from './features/backfills/backfills.loaders.ts';
import { eventById } from './features/events/events.loaders.ts';
import { importById } from './features/imports/imports.loaders.ts';
import {
  ticketById,
  ticketCategoryById,
  ticketGroupById,
  usageCategoryById,
} from './features/inventory/inventory.loaders.ts';
import { guestListVersionById } from './features/guest-lists/guest-list.loaders.ts';
import { mailById } from './features/mails/mail.reads.ts';
import { findVisibleOrder } from './features/orders/visible-orders.ts';
import { contactById, systemProfileById, userById } from './features/people/people.loaders.ts';
import { organizationOf } from './features/people/people.reads.ts';
import { type Ability, permissionTo } from './features/people/permissions.ts';
import { scopeProblem } from './features/people/scope.ts';
import { proxyById } from './features/proxies/proxies.loaders.ts';
import { canSeeProxy } from './features/proxies/proxies.reads.ts';
import { sessionById } from './features/sessions/sessions.reads.ts';
import { isOver } from './features/sign-in/session.ts';
import { ticketLocationById, venueById } from './features/venues/venues.loaders.ts';
import type { RequestContext } from './platform/context.ts';
import type { LoaderDefinition } from './platform/loader.ts';
import type { Node } from './platform/node.ts';
import { readNodeId } from './platform/node-id.ts';
import { openToOf } from './token-scopes.ts';

type Finder = (id: string, ctx: RequestContext) => Promise<Node | undefined>;

/** How each type is found again, and by whom; a token finds only what its scopes open. A type that implements Node and is missing here fails a test. */
const FINDERS: Record<string, Finder> = {
  ApiToken: forWhoeverMay('manageAccess', apiTokenById),
  Assignment: forWhoeverMay('backfill', assignmentById),
  Backfill: forWhoeverMay('backfill', backfillById),
  Contact: async (id, ctx) => {
    const contact = await ctx.load(contactById, id);
    return contact && (contact.visibility === 'SHARED' || contact.createdById === ctx.viewer.userId)
      ? contact
      : undefined;
  },
  Event: forWhoeverMay('useUnusedQueue', eventById),
  GuestListVersion: async (id, ctx) => {
    const version = await ctx.load(guestListVersionById, id);
    return version && (await findVisibleOrder(ctx, version.orderId)) ? version : undefined;
  },
  HistoryEntry: (id, ctx) => findVisibleEntry(ctx, id),
  Import: forWhoeverMay('importInventory', importById),
  Mail: forWhoeverMay('administer', mailById),
  Order: (id, ctx) => findVisibleOrder(ctx, id),
  Organization: async (id, ctx) => (id === ctx.organizationId ? organizationOf(await ctx.read()) : undefined),
  Proxy: async (id, ctx) => {
    const proxy = await ctx.load(proxyById, id);
    return proxy && canSeeProxy(ctx, proxy) ? proxy : undefined;
  },
  Session: async (id, ctx) => {
    const session = await ctx.load(sessionById, id);
    const isVisible = session?.userId === ctx.viewer.userId || permissionTo('manageAccess', ctx).allowed;
    return session && isVisible && !isOver(session, ctx.now) ? session : undefined;
  },
  SystemProfile: forEverybody(systemProfileById),
  Ticket: forWhoeverMay('useUnusedQueue', ticketById),
  TicketCategory: forEverybody(ticketCategoryById),
  TicketGroup: forWhoeverMay('useUnusedQueue', ticketGroupById),
  TicketLocation: forEverybody(ticketLocationById),
  UsageCategory: forEverybody(usageCategoryById),
  User: forEverybody(userById),
  Venue: forEverybody(venueById),
};

/** The object behind a node id, or null where there is none that the viewer may see. */
export async function findNode(nodeId: string, ctx: RequestContext): Promise<Node | null> {
  const node = readNodeId(nodeId);
  if (!node || node.organizationId !== ctx.organizationId) return null;
  if (scopeProblem(openToOf(node.type), ctx) !== null) return null;
  return (await FINDERS[node.type]?.(node.id, ctx)) ?? null;
}

function forEverybody<T extends Node>(loader: LoaderDefinition<string, T>): Finder {
  return (id, ctx) => ctx.load(loader, id);
}

function forWhoeverMay<T extends Node>(ability: Ability, loader: LoaderDefinition<string, T>): Finder {
  return async (id, ctx) => (permissionTo(ability, ctx).allowed ? ctx.load(loader, id) : undefined);
}
