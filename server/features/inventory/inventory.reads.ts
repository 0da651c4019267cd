import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import { Ticket, type TicketState } from './ticket.entity.ts';

/** By seat, unnumbered places last, then id. */
export const TICKET_ORDER = 'SEAT';
const NO_SEAT = 2_147_483_647;

/** One page of a group's tickets. */
export async function ticketsPage(
  tx: ReadTransaction,
  ticketGroupId: string,
  state: TicketState | undefined,
  page: Page,
): Promise<Connection<Ticket>> {
  const query = tx.manager
    .createQueryBuilder(Ticket, 't')
    .where('t.organizationId = :organizationId AND t.ticketGroupId = :ticketGroupId', {
      organizationId: tx.organizationId,
      ticketGroupId,
    })
    .orderBy('t.seat', 'ASC', 'NULLS LAST')
    .addOrderBy('t.id')
    .limit(page.first + 1);
  if (state) query.andWhere('t.state = :state', { state });
  if (page.after) {
    const [seat, id] = page.after;
    query.andWhere(`(coalesce(t.seat, ${NO_SEAT}), t.id) > (:seat::int, :id::uuid)`, { seat, id });
  }
  return toConnection(await query.getMany(), page, TICKET_ORDER, (ticket) => [
    String(ticket.seat ?? NO_SEAT),
    ticket.id,
  ]);
}
