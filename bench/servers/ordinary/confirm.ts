import type { EntityManager } from 'typeorm';
import { guestListDueAt } from '../../../server/features/orders/guest-list-due.ts';
import { newOrderNumber } from '../../../server/features/orders/order-number.ts';
import { newId } from '../../../server/platform/id.ts';
import type { Context } from './context.ts';
import { TicketGroup } from './entities.ts';
import { Assignment, AuditEntry, Backfill, Mail, Order, OrderTicket, Ticket, UnsealedEntry } from './write-entities.ts';

/**
 * Confirms a draft the way TypeORM's guide writes: find with a lock, change the entities, save them. It leaves the same records as the
 * product (bench/servers/same-records.test.ts).
 */
export async function confirm(id: string, context: Context): Promise<string> {
  const { dataSource, organizationId, userId } = context;
  return dataSource.transaction(async (manager) => {
    const now = new Date();
    const lock = { mode: 'pessimistic_write' } as const;
    const backfill = await manager.findOneOrFail(Backfill, { where: { organizationId, id }, lock });
    if (backfill.status !== 'DRAFT') return backfill.status;
    const assignments = await manager.find(Assignment, {
      where: { organizationId, backfillId: id },
      order: { position: 'ASC' },
    });
    const orders: Order[] = [];
    const changes: Change[] = [];
    for (const assignment of assignments) {
      const { ticketGroupId, quantity, recipientId, usageCategoryId } = assignment;
      const group = await manager.findOneOrFail(TicketGroup, { where: { organizationId, id: ticketGroupId }, lock });
      const tickets = await manager.find(Ticket, {
        where: { organizationId, ticketGroupId, state: 'UNRESOLVED' },
        order: { seat: 'ASC' },
        take: quantity,
      });
      if (tickets.length < quantity) return 'SHORT';
      for (const ticket of tickets) ticket.state = 'ORDERED';
      await manager.save(tickets);
      group.unresolvedCount -= quantity;
      const value = tickets.reduce((sum, ticket) => sum + Number(ticket.faceValue ?? 0), 0);
      group.unresolvedValue = (Number(group.unresolvedValue) - value).toFixed(2);
      group.unresolvedWithoutValueCount -= tickets.filter(({ faceValue }) => faceValue === null).length;
      await manager.save(group);
      const order = manager.create(Order, {
        ...{ organizationId, id: newId(), number: newOrderNumber(), status: 'CONFIRM_GUEST_LIST' },
        ...{ eventId: group.eventId, ticketGroupId, recipientId, usageCategoryId },
        ...{ backfillId: id, assignmentId: assignment.id, createdAt: now, dueAt: guestListDueAt(now) },
      });
      orders.push(await manager.save(order));
      const allocations = tickets.map((ticket, position) =>
        manager.create(OrderTicket, { organizationId, orderId: order.id, ticketId: ticket.id, position }),
      );
      await manager.save(allocations);
      const { status, number } = order;
      changes.push({
        ...{ action: 'order.created', subjectType: 'Order', subjectId: order.id, eventAt: group.eventEndsAt },
        after: {
          ...{ status, number, backfillId: id, recipientId, usageCategoryId },
          ticketIds: tickets.map((ticket) => ticket.id),
        },
      });
    }
    const before = { status: backfill.status, version: backfill.version };
    Object.assign(backfill, { status: 'CONFIRMED', confirmedAt: now, confirmedById: userId });
    Object.assign(backfill, { updatedAt: now, updatedById: userId });
    Object.assign(backfill, { confirmedFromVersion: backfill.version, version: backfill.version + 1 });
    await manager.save(backfill);
    const after = { status: backfill.status, version: backfill.version, orders: orders.length };
    changes.push({ action: 'backfill.confirmed', subjectType: 'Backfill', subjectId: id, before, after });
    await queueMails(manager, backfill, orders, now);
    await recordChanges(manager, context, changes, now);
    return 'CONFIRMED';
  });
}

type Change = Pick<AuditEntry, 'action' | 'subjectType' | 'subjectId' | 'after'> &
  Partial<Pick<AuditEntry, 'before' | 'eventAt'>>;

/** Writes the audit trail, and that its entries wait to be sealed. */
async function recordChanges(
  manager: EntityManager,
  { organizationId, userId, requestId }: Context,
  changes: Change[],
  recordedAt: Date,
): Promise<void> {
  const entries = changes.map((change) =>
    manager.create(AuditEntry, { ...change, organizationId, id: newId(), recordedAt, actorId: userId, requestId }),
  );
  await manager.save(entries);
  await manager.save(entries.map(({ id }) => manager.create(UnsealedEntry, { organizationId, entryId: id })));
}

/** One mail for each recipient. */
async function queueMails(manager: EntityManager, backfill: Backfill, orders: Order[], now: Date): Promise<void> {
  const { organizationId } = backfill;
  const recipientIds = [...new Set(orders.map(({ recipientId }) => recipientId))];
  const mails = recipientIds.map((recipientId) =>
    manager.create(Mail, {
      ...{ organizationId, id: newId(), kind: 'GUEST_LIST_WAITING', status: 'QUEUED', recipientId, createdAt: now },
      facts: { orderIds: orders.filter((order) => order.recipientId === recipientId).map(({ id }) => id) },
      deduplicationKey: `backfill:${backfill.id}:${recipientId}`,
    }),
  );
  await manager.save(mails);
}
