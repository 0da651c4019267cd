import { newOrderNumber } from '../../../server/features/orders/order-number.ts';
import { newId } from '../../../server/platform/id.ts';
import type { Context } from './context.ts';
import { TicketGroup } from './entities.ts';
import { Assignment, AuditEntry, Backfill, Order, OrderTicket, Ticket } from './write-entities.ts';

/** Confirms a draft the way TypeORM's guide writes: find with a lock, change the entities, save them. */
export async function confirm(id: string, { dataSource, organizationId, userId }: Context): Promise<string> {
  return dataSource.transaction(async (manager) => {
    const now = new Date();
    const lock = { mode: 'pessimistic_write' } as const;
    const backfill = await manager.findOneOrFail(Backfill, { where: { organizationId, id }, lock });
    if (backfill.status !== 'DRAFT') return backfill.status;
    const assignments = await manager.find(Assignment, {
      where: { organizationId, backfillId: id },
      order: { position: 'ASC' },
    });
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
        ...{ backfillId: id, assignmentId: assignment.id, createdAt: now },
      });
      await manager.save(order);
      const allocations = tickets.map((ticket, position) =>
        manager.create(OrderTicket, { organizationId, orderId: order.id, ticketId: ticket.id, position }),
      );
      await manager.save(allocations);
      await manager.save(audit('order.created', 'Order', order.id, { status: order.status }));
    }
    Object.assign(backfill, { status: 'CONFIRMED', confirmedAt: now, confirmedById: userId });
    Object.assign(backfill, { confirmedFromVersion: backfill.version, version: backfill.version + 1 });
    await manager.save(backfill);
    await manager.save(audit('backfill.confirmed', 'Backfill', id, { status: 'CONFIRMED' }));
    return 'CONFIRMED';

    function audit(action: string, subjectType: string, subjectId: string, after: object): AuditEntry {
      const row = { organizationId, id: newId(), recordedAt: now, actorId: userId };
      return manager.create(AuditEntry, { ...row, action, subjectType, subjectId, after });
    }
  });
}
