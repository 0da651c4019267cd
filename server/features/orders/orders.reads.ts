import type { SelectQueryBuilder } from 'typeorm';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { badInput } from '../../platform/request-error.ts';
import { numberPrefix } from './order-number.ts';
import { Order, OrderStatus } from './order.entity.ts';
import type { OrderFilter } from './orders.types.ts';
import type { VisibleOrders } from './visible-orders.ts';

/** Newest first, then by id. */
export const ORDER_ORDER = 'NEWEST';

/** One page of the visible orders that match the filter. */
export async function ordersPage(
  tx: ReadTransaction,
  visible: VisibleOrders,
  filter: OrderFilter,
  page: Page,
): Promise<Connection<Order>> {
  const query = tx.manager
    .createQueryBuilder(Order, 'o')
    .where('o.organizationId = :organizationId', { organizationId: tx.organizationId })
    .orderBy('o.createdAt', 'DESC')
    .addOrderBy('o.id', 'DESC')
    .limit(page.first + 1);
  if (visible !== 'ALL') query.andWhere('o.recipientId = ANY (:recipientIds::uuid[])', { recipientIds: [...visible] });
  narrow(query, filter);
  if (page.after) query.andWhere('(o.createdAt, o.id) < (:createdAt::timestamptz, :id::uuid)', keysetOf(page.after));
  return toConnection(await query.getMany(), page, ORDER_ORDER, (order) => [order.createdAt.toISOString(), order.id]);
}

/** How many orders wait for the user's guest list. */
export async function openOrderCount(tx: ReadTransaction, userId: string): Promise<number> {
  const { organizationId } = tx;
  return tx.manager.countBy(Order, { organizationId, recipientId: userId, status: OrderStatus.CONFIRM_GUEST_LIST });
}

function narrow(query: SelectQueryBuilder<Order>, filter: OrderFilter): void {
  if (filter.statuses?.length) query.andWhere('o.status = ANY (:statuses::text[])', { statuses: filter.statuses });
  if (filter.eventDateFrom || filter.eventDateTo) {
    query.andWhere(
      `o.eventId IN (SELECT id FROM events WHERE organization_id = :organizationId
         AND local_date BETWEEN coalesce(:from::date, '-infinity') AND coalesce(:to::date, 'infinity'))`,
      { from: filter.eventDateFrom ?? null, to: filter.eventDateTo ?? null },
    );
  }
  const needle = fold(filter.search ?? '');
  if (needle) {
    const { from, to } = numberPrefix(needle) ?? { from: null, to: null };
    query.andWhere(
      `o.id IN (
         SELECT id FROM orders WHERE organization_id = :organizationId AND event_id IN (SELECT event_id FROM search_events(:needle))
         UNION ALL
         SELECT id FROM orders WHERE organization_id = :organizationId AND number BETWEEN :numberFrom::char(8) AND :numberTo::char(8))`,
      { needle, numberFrom: from, numberTo: to },
    );
  }
}

/** A cursor comes from outside: what it holds is checked before it meets a cast. */
function keysetOf([createdAt, id]: string[]): { createdAt: string | undefined; id: string | undefined } {
  if (!Number.isFinite(Date.parse(createdAt ?? '')) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')) {
    throw badInput('after is not a cursor of this list; use the endCursor of its previous page.');
  }
  return { createdAt: new Date(createdAt ?? '').toISOString(), id };
}
