import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { addAmounts } from '../../platform/money.ts';
import { insertionOf } from '../../platform/rows-of.ts';
import { OrderTicket } from '../orders/order-ticket.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { PlannedLine } from './plan-backfill.ts';

/**
 * Locks the groups' rows until the end of the transaction. Every writer of tickets does this first, and in the order of ids, so
 * that two of them wait for each other instead of giving the same ticket twice or blocking each other for good.
 */
export async function lockTicketGroups(tx: WriteTransaction, ticketGroupIds: readonly string[]): Promise<void> {
  await tx.rows(
    `SELECT id FROM ticket_groups WHERE organization_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [tx.organizationId, [...new Set(ticketGroupIds)]],
    'lock-ticket-groups',
  );
}

/**
 * Gives each order the tickets of its line, in one statement: unresolved tickets become ordered, leave their groups' counters, and
 * belong to the new orders. Tickets and counters are guarded by what they are expected to be, and the number of changed rows is
 * compared: should the lock ever fail to do its work, the transaction fails instead.
 */
export async function giveTickets(
  tx: WriteTransaction,
  orders: readonly Order[],
  lines: readonly PlannedLine[],
): Promise<void> {
  const tickets = lines.flatMap((line) => line.tickets);
  const groups = claimsByGroup(lines);
  const inserted = insertionOf(tx, Order, orders, 7);
  const allocated = insertionOf(tx, OrderTicket, allocationsOf(orders, lines), 8);
  const [changed] = await tx.rows<{ claimed: number; counted: number }>(
    `WITH claimed AS (
       UPDATE tickets SET state = 'ORDERED'
       WHERE organization_id = $1 AND id = ANY ($2::uuid[]) AND state = 'UNRESOLVED' RETURNING id
     ), counted AS (
       UPDATE ticket_groups g
       SET unresolved_count = g.unresolved_count - c.count,
           unresolved_value = g.unresolved_value - c.value,
           unresolved_without_value_count = g.unresolved_without_value_count - c.without_value
       FROM unnest($3::uuid[], $4::int[], $5::numeric[], $6::int[]) AS c(id, count, value, without_value)
       WHERE g.organization_id = $1 AND g.id = c.id AND g.unresolved_count >= c.count RETURNING g.id
     ), ordered AS (${inserted.into}), allocated AS (${allocated.into})
     SELECT (SELECT count(*)::int FROM claimed) AS claimed, (SELECT count(*)::int FROM counted) AS counted`,
    [
      tx.organizationId,
      tickets.map(({ id }) => id),
      groups.map(({ id }) => id),
      groups.map(({ count }) => count),
      groups.map(({ value }) => value),
      groups.map(({ withoutValue }) => withoutValue),
      inserted.records,
      allocated.records,
    ],
    'give-tickets',
  );
  if (changed?.claimed !== tickets.length)
    throw new Error('A planned ticket was no longer unresolved under its group’s lock.');
  if (changed.counted !== groups.length)
    throw new Error('A group had fewer unresolved tickets than were claimed from it.');
}

/** What each group loses: tickets, their known value, and how many are without one. */
export function claimsByGroup(
  lines: readonly PlannedLine[],
): { id: string; count: number; value: string; withoutValue: number }[] {
  const byGroup = new Map<string, (string | null)[]>();
  for (const { line, tickets } of lines) {
    const values = byGroup.get(line.ticketGroupId) ?? [];
    byGroup.set(line.ticketGroupId, [...values, ...tickets.map(({ faceValue }) => faceValue)]);
  }
  return [...byGroup].map(([id, all]) => {
    const values = all.flatMap((value) => value ?? []);
    return { id, count: all.length, value: addAmounts(values), withoutValue: all.length - values.length };
  });
}

function allocationsOf(orders: readonly Order[], lines: readonly PlannedLine[]): OrderTicket[] {
  return orders.flatMap(({ organizationId, id: orderId }, index) =>
    (lines[index]?.tickets ?? []).map(({ id: ticketId }, position) =>
      Object.assign(new OrderTicket(), { organizationId, orderId, ticketId, position, releasedAt: null }),
    ),
  );
}
