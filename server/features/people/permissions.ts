import type { RequestContext } from '../../platform/context.ts';
import { allowed, denied, type Permission } from '../../platform/permission.ts';
import { RequestError } from '../../platform/request-error.ts';
import { Role } from './user.entity.ts';

/** What can be allowed by role. What is allowed by ownership (one's own orders) is decided where the order is read. */
export type Ability =
  | 'useUnusedQueue'
  | 'seeAllOrders'
  | 'seeReportsOrders'
  | 'completeForOthers'
  | 'importInventory'
  | 'updateEvents'
  | 'reopenOrders'
  | 'administer';

const RANKS = [Role.EMPLOYEE, Role.MANAGER, Role.TICKET_MANAGER, Role.INVENTORY_MANAGER, Role.SUPER_USER] as const;
const from = (lowest: Role): readonly Role[] => RANKS.slice(RANKS.indexOf(lowest));

/** The table "Who may do what". */
const ROLES_FOR: Record<Ability, { roles: readonly Role[]; otherwise: string }> = {
  useUnusedQueue: {
    roles: from(Role.TICKET_MANAGER),
    otherwise: 'Only Ticket Managers, Inventory Managers and Super Users can see unused tickets and backfill them.',
  },
  seeAllOrders: {
    roles: from(Role.TICKET_MANAGER),
    otherwise: 'Only Ticket Managers, Inventory Managers and Super Users can see the orders of everybody.',
  },
  seeReportsOrders: {
    roles: from(Role.MANAGER),
    otherwise: 'You can see your own orders. Orders of other people are for their managers and for Ticket Managers.',
  },
  completeForOthers: {
    roles: from(Role.TICKET_MANAGER),
    otherwise:
      'Only the recipient of an order, a proxy of the recipient and Ticket Managers can complete its guest list.',
  },
  importInventory: {
    roles: from(Role.INVENTORY_MANAGER),
    otherwise: 'Only Inventory Managers and Super Users can import inventory.',
  },
  updateEvents: {
    roles: from(Role.INVENTORY_MANAGER),
    otherwise: 'Only Inventory Managers and Super Users can change the time or status of an event.',
  },
  reopenOrders: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can reopen a confirmed order. Ask one of them to have it corrected.',
  },
  administer: {
    roles: from(Role.SUPER_USER),
    otherwise: 'Only Super Users can administer users, categories, venues and settings.',
  },
};

/** Whether the viewer's role allows it, with the reason if not. */
export function permissionTo(ability: Ability, ctx: RequestContext): Permission {
  const { roles, otherwise } = ROLES_FOR[ability];
  return roles.includes(ctx.viewer.role as Role) ? allowed : denied(otherwise);
}

/** Refuses the whole field with FORBIDDEN unless the viewer's role allows it. */
export function requireAbility(ability: Ability, ctx: RequestContext): void {
  const { reason } = permissionTo(ability, ctx);
  if (reason !== null) throw new RequestError('FORBIDDEN', reason);
}
