import { type Write } from '../../platform/database/write-together.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { addAmounts } from '../../platform/money.ts';
import { insertionOf } from '../../platform/rows-of.ts';
import { OrderTicket } from '../orders/order-ticket.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { PlannedLine } from './plan-backfill.ts';

/**
 * Locks the rows of a draft's groups until the end of the transaction. Every writer of tickets does this first, and in the order of
 * ids, so that two of them wait for each other instead of giving the same ticket twice or blocking each other for good.
 */
export async function lockTicketGroups(tx: WriteTransaction, backfillId: string): Promise<void> {
  await tx.execute(LOCK, [tx.organizationId, backfillId], 'lock-ticket-groups');
}

const LOCK = `
  SELECT FROM ticket_groups WHERE organization_id = $1 AND id = ANY (
    ARRAY (SELECT ticket_group_id FROM assignments WHERE organization_id = $1 AND backfill_id = $2)
  ) ORDER BY id FOR NO KEY UPDATE`;

/**
 * Gives each order the tickets of its line, as parts of a larger statement: unresolved tickets become ordered, leave their groups'
 * counters, and belong to the new orders. Tickets and counters are guarded by what they are expected to be; see `givenRows`.
 */
export function ticketWrites(
  tx: WriteTransaction,
  orders: readonly Order[],
  lines: readonly PlannedLine[],
): Record<'claimed' | 'counted' | 'ordered' | 'allocated', Write> {
  const ticketIds = lines.flatMap((line) => line.tickets.map(({ id }) => id));
  const groups = claimsByGroup(lines);
  return {
    claimed: (bind) => `
      UPDATE tickets SET state = 'ORDERED'
      WHERE organization_id = $1 AND id = ANY (${bind(ticketIds)}::uuid[]) AND state = 'UNRESOLVED' RETURNING id`,
    counted: (bind) => `
      UPDATE ticket_groups g
      SET unresolved_count = g.unresolved_count - c.count,
          unresolved_value = g.unresolved_value - c.value,
          unresolved_without_value_count = g.unresolved_without_value_count - c."withoutValue"
      FROM json_to_recordset(${bind(JSON.stringify(groups))}) AS c(id uuid, count int, value numeric, "withoutValue" int)
      WHERE g.organization_id = $1 AND g.id = ANY (${bind(groups.map(({ id }) => id))}::uuid[]) AND g.id = c.id
        AND g.unresolved_count >= c.count RETURNING g.id`,
    ordered: insertionOf(tx, Order, orders),
    allocated: insertionOf(tx, OrderTicket, allocationsOf(orders, lines)),
  };
}

/** How many rows `ticketWrites` must change: should the lock ever fail to do its work, the statement fails instead of giving a ticket twice. */
export function givenRows(lines: readonly PlannedLine[]): { claimed: number; counted: number } {
  return {
    claimed: lines.reduce((sum, { tickets }) => sum + tickets.length, 0),
    counted: new Set(lines.map(({ line }) => line.ticketGroupId)).size,
  };
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
