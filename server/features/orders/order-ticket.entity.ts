import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The allocation of a ticket to an order. A unique index allows one unreleased allocation for each ticket. */
@Entity('order_tickets')
export class OrderTicket {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId: string;

  @PrimaryColumn('uuid', { name: 'ticket_id' })
  ticketId: string;

  /** Place of the ticket in the order, from 0. */
  @Column('int')
  position: number;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;
}
