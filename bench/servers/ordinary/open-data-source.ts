import { DataSource } from 'typeorm';
import { Event, TicketCategory, TicketGroup, TicketLocation, Venue } from './entities.ts';
import { Assignment, AuditEntry, Backfill, Mail, Order, OrderTicket, Ticket, UnsealedEntry } from './write-entities.ts';

/** Connects TypeORM to one organization's entities. */
export async function openDataSource(url: string, organizationId: string, poolSize: number): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [
      ...[Event, TicketCategory, TicketGroup, TicketLocation, Venue],
      ...[Assignment, AuditEntry, Backfill, Mail, Order, OrderTicket, Ticket, UnsealedEntry],
    ],
    // The function for text search asks for it.
    extra: { options: `-c app.organization_id=${organizationId}` },
  });
  return dataSource.initialize();
}
