import { type Connection, type Page, toConnection } from '../../platform/connection.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { badInput } from '../../platform/request-error.ts';
import { TicketLocation } from './ticket-location.entity.ts';

/** By folded section and row, which is unique in a venue. */
export const LOCATION_ORDER = 'LOCATION';

/** One page of a venue's ticket locations. */
export async function ticketLocationsPage(
  tx: ReadTransaction,
  venueId: string,
  page: Page,
): Promise<Connection<TicketLocation>> {
  const query = tx.manager
    .createQueryBuilder(TicketLocation, 'l')
    .where('l.organizationId = :organizationId AND l.venueId = :venueId', {
      organizationId: tx.organizationId,
      venueId,
    })
    .orderBy('l.locationKey')
    .limit(page.first + 1);
  if (page.after) {
    const [key] = page.after;
    if (key === undefined) throw badInput('after is not a cursor of this list.');
    query.andWhere('l.locationKey > :key', { key });
  }
  return toConnection(await query.getMany(), page, LOCATION_ORDER, ({ locationKey }) => [locationKey]);
}
