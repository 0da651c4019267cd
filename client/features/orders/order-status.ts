import type { OrderStatus } from '../../gql/graphql.ts';

/** What the tabs of My Orders hold. An order that was made before the event waits for nothing. */
export const statusesOfTab: Record<'open' | 'closed', OrderStatus[]> = {
  open: ['CONFIRM_GUEST_LIST'],
  closed: ['CONFIRMED', 'ORDERED'],
};

export type OrderStage = 'ordered' | 'waiting' | 'submitted' | 'confirmed';

/** A submitted guest list waits for one last step, which the status alone does not tell. */
export function stageOf(order: { status: OrderStatus; submittedAt: string | null }): OrderStage {
  if (order.status === 'ORDERED') return 'ordered';
  if (order.status === 'CONFIRMED') return 'confirmed';
  return order.submittedAt === null ? 'waiting' : 'submitted';
}
