import type { Ticket } from '../features/inventory/ticket.entity.ts';
import type { UsageCategory } from '../features/inventory/usage-category.entity.ts';
import { newOrderNumber } from '../features/orders/order-number.ts';
import { OrderTicket } from '../features/orders/order-ticket.entity.ts';
import { Order, type OrderStatus } from '../features/orders/order.entity.ts';
import type { User } from '../features/people/user.entity.ts';
import type { WriteTransaction } from '../platform/database/transaction.ts';
import type { SeededGroup } from './seed-ticket-group.ts';
import type { WorldRows } from './world-rows.ts';

export interface OrderFacts {
  recipient: User;
  group?: SeededGroup;
  tickets?: Ticket[];
  status?: Exclude<OrderStatus, 'CONFIRMED'>;
  usageCategory?: UsageCategory | null;
  createdAt?: Date;
}

export async function seedOrder(
  rows: WorldRows,
  facts: OrderFacts & { group: SeededGroup; usageCategory: UsageCategory | null },
): Promise<Order & { tickets: Ticket[] }> {
  const { group, usageCategory } = facts;
  const tickets = facts.tickets ?? group.tickets;
  const status = facts.status ?? 'CONFIRM_GUEST_LIST';
  const createdAt = facts.createdAt ?? rows.clock.now();
  const order = rows.make(Order, {
    number: newOrderNumber(),
    status,
    eventId: group.eventId,
    ticketGroupId: group.id,
    recipientId: facts.recipient.id,
    usageCategoryId: usageCategory?.id ?? null,
    backfillId: null,
    assignmentId: null,
    notes: null,
    createdAt,
    dueAt: status === 'CONFIRM_GUEST_LIST' ? new Date(createdAt.getTime() + 7 * 86_400_000) : null,
    guestListVersion: 0,
    submittedAt: null,
    submittedById: null,
    confirmedAt: null,
    confirmedById: null,
  });
  await rows.write(async (tx) => {
    await takeTickets(tx, group.id, tickets);
    await tx.manager.insert(Order, order);
    const held = tickets.map(({ id }, position) => ({ orderId: order.id, ticketId: id, position, releasedAt: null }));
    await tx.manager.insert(
      OrderTicket,
      held.map((row) => ({ ...row, organizationId: rows.organizationId })),
    );
  });
  return Object.assign(order, { tickets });
}

/** Marks unresolved tickets of a group as ordered and keeps the group's counters right. */
async function takeTickets(tx: WriteTransaction, groupId: string, tickets: Ticket[]): Promise<void> {
  const taken = await tx.execute(
    `UPDATE tickets SET state = 'ORDERED'
     WHERE organization_id = $1 AND ticket_group_id = $2 AND id = ANY ($3::uuid[]) AND state = 'UNRESOLVED'`,
    [tx.organizationId, groupId, tickets.map(({ id }) => id)],
  );
  if (taken !== tickets.length) throw new Error('The seed asks for tickets that are not unresolved in this group.');
  await tx.execute(
    `UPDATE ticket_groups g SET (unresolved_count, unresolved_value, unresolved_without_value_count) = (
       SELECT count(*), coalesce(sum(t.face_value), 0), count(*) FILTER (WHERE t.face_value IS NULL) FROM tickets t
       WHERE t.organization_id = g.organization_id AND t.ticket_group_id = g.id AND t.state = 'UNRESOLVED')
     WHERE g.organization_id = $1 AND g.id = $2`,
    [tx.organizationId, groupId],
  );
}
