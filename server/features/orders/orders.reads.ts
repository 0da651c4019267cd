import type { SelectQueryBuilder } from 'typeorm';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { badInput } from '../../platform/request-error.ts';
import { searchNeedle } from '../../platform/search-needle.ts';
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
  const needle = searchNeedle(filter.search);
  if (needle) await search(tx, query, needle);
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
         AND local_date BETWEEN coalesce(:from::date, '-infinity') AND coalesce(:to::date, 'infinity')
         AND ends_at BETWEEN earliest_end(coalesce(:from::date, '-infinity')) AND latest_end(coalesce(:to::date, 'infinity')))`,
      { from: filter.eventDateFrom ?? null, to: filter.eventDateTo ?? null },
    );
  }
}

/**
 * The events that match are found first: the planner then sees how many they are and walks their orders, or all orders from the
 * newest, whichever is shorter.
 */
async function search(tx: ReadTransaction, query: SelectQueryBuilder<Order>, needle: string): Promise<void> {
  const events = await tx.rows<{ event_id: string }>('SELECT event_id FROM search_events($1)', [needle]);
  const eventIds = events.map(({ event_id }) => event_id);
  const number = numberPrefix(needle);
  const ofNumber = 'o.number BETWEEN :numberFrom::char(8) AND :numberTo::char(8)';
  query.andWhere(
    number ? `(o.eventId = ANY (:eventIds::uuid[]) OR ${ofNumber})` : 'o.eventId = ANY (:eventIds::uuid[])',
    {
      eventIds,
      numberFrom: number?.from,
      numberTo: number?.to,
    },
  );
}

/** A cursor comes from outside: what it holds is checked before it meets a cast. */
function keysetOf([createdAt = '', id = '']: string[]): { createdAt: string; id: string } {
  const isInstant = /^[1-9]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(createdAt) && Number.isFinite(Date.parse(createdAt));
  if (!isInstant || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw badInput('after is not a cursor of this list; use the endCursor of its previous page.');
  }
  return { createdAt, id };
}
