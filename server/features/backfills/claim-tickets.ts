import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { addAmounts } from '../../platform/money.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';

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
 * Turns unresolved tickets into ordered ones and takes them out of their groups' counters. Both updates are guarded by what they
 * expect and compare how many rows they changed: should the lock ever fail to do its work, the transaction fails instead.
 */
export async function claimTickets(tx: WriteTransaction, tickets: readonly Ticket[]): Promise<void> {
  const claimed = await tx.execute(
    `UPDATE tickets SET state = 'ORDERED' WHERE organization_id = $1 AND id = ANY ($2::uuid[]) AND state = 'UNRESOLVED'`,
    [tx.organizationId, tickets.map(({ id }) => id)],
    'claim-tickets',
  );
  if (claimed !== tickets.length) throw new Error('A planned ticket was no longer unresolved under its group’s lock.');

  const byGroup = new Map<string, Ticket[]>();
  for (const ticket of tickets)
    byGroup.set(ticket.ticketGroupId, [...(byGroup.get(ticket.ticketGroupId) ?? []), ticket]);
  const groups = [...byGroup].map(([id, claims]) => {
    const values = claims.flatMap(({ faceValue }) => faceValue ?? []);
    return { id, count: claims.length, value: addAmounts(values), withoutValue: claims.length - values.length };
  });
  const counted = await tx.execute(
    `UPDATE ticket_groups g
     SET unresolved_count = g.unresolved_count - c.count,
         unresolved_value = g.unresolved_value - c.value,
         unresolved_without_value_count = g.unresolved_without_value_count - c.without_value
     FROM unnest($2::uuid[], $3::int[], $4::numeric[], $5::int[]) AS c(id, count, value, without_value)
     WHERE g.organization_id = $1 AND g.id = c.id AND g.unresolved_count >= c.count`,
    [
      tx.organizationId,
      groups.map(({ id }) => id),
      groups.map(({ count }) => count),
      groups.map(({ value }) => value),
      groups.map(({ withoutValue }) => withoutValue),
    ],
    'count-claimed-tickets',
  );
  if (counted !== groups.length) throw new Error('A group had fewer unresolved tickets than were claimed from it.');
}
