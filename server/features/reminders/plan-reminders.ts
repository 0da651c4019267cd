import type { ReminderStep } from '../settings/settings.entity.ts';

/** An open order, as the ladder sees it. */
export interface OpenOrder {
  id: string;
  recipientId: string;
  recipientIsActive: boolean;
  managerId: string | null;
  /** Whole days since its guest list was asked for, or since its event ended, whichever came later. */
  days: number;
  /** The last step that its recipient was reminded of; 0 before the first. */
  remindedDays: number;
}

/** An order for which at least one step is due. */
export interface DueOrder extends OpenOrder {
  /** The last step that is due: the order is reminded of once for all that were missed. */
  step: number;
  /** Whether one of the due steps goes to the manager as well. */
  escalates: boolean;
}

/** The orders for which a step of the ladder is due. */
export function dueOrders(orders: readonly OpenOrder[], ladder: readonly ReminderStep[]): DueOrder[] {
  return orders.flatMap((order) => {
    const due = ladder.filter(({ days }) => days <= order.days && days > order.remindedDays);
    if (due.length === 0) return [];
    const escalates = due.some(({ audience }) => audience === 'RECIPIENT_AND_MANAGER');
    return [{ ...order, step: Math.max(...due.map(({ days }) => days)), escalates }];
  });
}

/**
 * What is reminded of together: people whose orders go to the same manager, because that manager gets one mail about all of them;
 * everybody else alone.
 */
export function reminderGroups(orders: readonly DueOrder[]): DueOrder[][] {
  const managerOf = new Map<string, string>();
  for (const { recipientId, managerId, escalates } of orders) {
    if (escalates && managerId) managerOf.set(recipientId, managerId);
  }
  const groups = new Map<string, DueOrder[]>();
  for (const order of orders) {
    const manager = managerOf.get(order.recipientId);
    const key = manager ? `manager ${manager}` : order.recipientId;
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return [...groups.values()];
}
