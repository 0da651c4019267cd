import { loadById } from '../../platform/rows-of.ts';
import { In, IsNull } from 'typeorm';
import { loadMany, loadOne } from '../../platform/loader.ts';
import { OrderTicket } from './order-ticket.entity.ts';
import { Order } from './order.entity.ts';

/** Any order of the organization. Whoever shows it to a caller asks `canSeeOrder` first (visible-orders.ts). */
export const orderById = loadById(Order);

/** The orders that confirming a backfill made, in the order of its assignments. */
export const ordersOfBackfill = loadMany<Order>(
  (tx, backfillIds) =>
    tx.manager.find(Order, {
      where: { organizationId: tx.organizationId, backfillId: In([...backfillIds]) },
      // Ids grow with time, and confirming makes them in the order of the assignments.
      order: { createdAt: 'ASC', id: 'ASC' },
    }),
  (order) => order.backfillId ?? '',
);

/** The order that an assignment became; none before its backfill is confirmed. */
export const orderOfAssignment = loadOne<Order>(
  (tx, assignmentIds) =>
    tx.manager.findBy(Order, { organizationId: tx.organizationId, assignmentId: In([...assignmentIds]) }),
  (order) => order.assignmentId ?? '',
);

/** Which tickets an order holds now, in their order. */
export const allocationsOfOrder = loadMany<OrderTicket>(
  (tx, orderIds) =>
    tx.manager.find(OrderTicket, {
      where: { organizationId: tx.organizationId, orderId: In([...orderIds]), releasedAt: IsNull() },
      order: { position: 'ASC', ticketId: 'ASC' },
    }),
  (allocation) => allocation.orderId,
);
