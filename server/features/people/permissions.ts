import type { RequestContext } from '../../platform/context.ts';
import { allowed, denied, type Permission } from '../../platform/permission.ts';
import { RequestError } from '../../platform/request-error.ts';
import { ApiScope, NO_SCOPE, type OpenTo, scopeProblem } from './scope.ts';
import { Role } from './user.entity.ts';

/** What can be allowed by role. What is allowed by ownership (one's own orders) is decided where the order is read. */
export type Ability =
  | 'useUnusedQueue'
  | 'backfill'
  | 'seeAllOrders'
  | 'seeReportsOrders'
  | 'completeForOthers'
  | 'importInventory'
  | 'updateEvents'
  | 'reopenOrders'
  | 'administer'
  | 'appointSuperUsers'
  | 'manageAccess';

const RANKS = [Role.EMPLOYEE, Role.MANAGER, Role.TICKET_MANAGER, Role.INVENTORY_MANAGER, Role.SUPER_USER] as const;
const from = (lowest: Role): readonly Role[] => RANKS.slice(RANKS.indexOf(lowest));

interface Requirement {
  roles: readonly Role[];
  /** What is said where the role does not allow it. */
  otherwise: string;
  /** What an API token needs besides. */
  openTo: OpenTo;
}

const { READ_INVENTORY, BACKFILL, GUEST_LISTS, ADMINISTRATION } = ApiScope;

/** The table "Who may do what". */
const REQUIREMENTS: Record<Ability, Requirement> = {
  useUnusedQueue: {
    roles: from(Role.TICKET_MANAGER),
    otherwise: 'Only Ticket Managers, Inventory Managers and Super Users can see unused tickets and backfill them.',
    openTo: [READ_INVENTORY, BACKFILL],
  },
  backfill: {
    roles: from(Role.TICKET_MANAGER),
    otherwise: 'Only Ticket Managers, Inventory Managers and Super Users can see unused tickets and backfill them.',
    openTo: [BACKFILL],
  },
  seeAllOrders: {
    roles: from(Role.TICKET_MANAGER),
    otherwise: 'Only Ticket Managers, Inventory Managers and Super Users can see the orders of everybody.',
    openTo: [BACKFILL, GUEST_LISTS],
  },
  seeReportsOrders: {
    roles: from(Role.MANAGER),
    otherwise: 'You can see your own orders. Orders of other people are for their managers and for Ticket Managers.',
    openTo: [BACKFILL, GUEST_LISTS],
  },
  completeForOthers: {
    roles: from(Role.TICKET_MANAGER),
    otherwise:
      'Only the recipient of an order, a proxy of the recipient and Ticket Managers can complete its guest list.',
    openTo: [GUEST_LISTS],
  },
  importInventory: {
    roles: from(Role.INVENTORY_MANAGER),
    otherwise: 'Only Inventory Managers and Super Users can import inventory.',
    openTo: [ADMINISTRATION],
  },
  updateEvents: {
    roles: from(Role.INVENTORY_MANAGER),
    otherwise: 'Only Inventory Managers and Super Users can change the time or status of an event.',
    openTo: [ADMINISTRATION],
  },
  reopenOrders: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can reopen a confirmed order. Ask one of them to have it corrected.',
    openTo: [GUEST_LISTS],
  },
  administer: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can administer users, categories, venues and settings.',
    openTo: [ADMINISTRATION],
  },
  appointSuperUsers: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can make somebody a Super User.',
    openTo: NO_SCOPE,
  },
  manageAccess: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can manage single sign-on, API tokens and the sessions of others.',
    openTo: NO_SCOPE,
  },
};

/** Whether the viewer's role allows it, and the scopes of the token where there is one; with the reason if not. */
export function permissionTo(ability: Ability, ctx: RequestContext): Permission {
  const { roles, otherwise, openTo } = REQUIREMENTS[ability];
  if (!roles.includes(ctx.viewer.role as Role)) return denied(otherwise);
  const problem = scopeProblem(openTo, ctx);
  return problem === null ? allowed : denied(problem);
}

/** Refuses the whole field with FORBIDDEN unless the viewer may do it. */
export function requireAbility(ability: Ability, ctx: RequestContext): void {
  const { reason } = permissionTo(ability, ctx);
  if (reason !== null) throw new RequestError('FORBIDDEN', reason);
}
