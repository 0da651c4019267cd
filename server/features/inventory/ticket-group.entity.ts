import { ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

/**
 * The leaf of both views, and the row that every writer of its tickets locks first (in the order of ids). It carries the counts
 * and copies of the event's facts; `event_ends_at` is null unless the event is SCHEDULED.
 */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The tickets of one ticket category held for one event at one ticket location.',
})
@Entity('ticket_groups')
export class TicketGroup extends Node {
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'ticket_location_id' })
  ticketLocationId: string;

  @Column('uuid', { name: 'ticket_category_id' })
  ticketCategoryId: string;

  @Column('uuid', { name: 'venue_id' })
  venueId: string;

  @Column('timestamptz', { name: 'event_ends_at', nullable: true })
  eventEndsAt: Date | null;

  @Column('date', { name: 'event_local_date' })
  eventLocalDate: string;

  @Column('int', { name: 'held_count' })
  heldCount: number;

  @Column('int', { name: 'unresolved_count' })
  unresolvedCount: number;

  /** Decimal string: the sum over unresolved tickets whose face value is known. */
  @Column('numeric', { name: 'unresolved_value', precision: 14, scale: 2 })
  unresolvedValue: string;

  @Column('int', { name: 'unresolved_without_value_count' })
  unresolvedWithoutValueCount: number;

  @Column('char', { length: 3 })
  currency: string;
}
