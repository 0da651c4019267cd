import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Every table has its organization and id. */
@InterfaceType()
export abstract class Row {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @Field(() => ID)
  @PrimaryColumn('uuid')
  id: string;
}

@ObjectType({ implements: Row })
@Entity('venues')
export class Venue extends Row {
  @Field(() => String)
  @Column('text')
  name: string;

  @Column('text', { name: 'name_key' })
  nameKey: string;
}

@ObjectType({ implements: Row })
@Entity('events')
export class Event extends Row {
  @Column('uuid', { name: 'venue_id' })
  venueId: string;

  @Field(() => String)
  @Column('text')
  name: string;

  @Field(() => String)
  @Column('date', { name: 'local_date' })
  localDate: string;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt: Date | null;
}

@ObjectType({ implements: Row })
@Entity('ticket_locations')
export class TicketLocation extends Row {
  @Column('uuid', { name: 'venue_id' })
  venueId: string;

  @Column('text')
  section: string;

  @Column('text', { name: 'row_name' })
  rowName: string;

  @Column('text', { name: 'location_key' })
  locationKey: string;

  @Field(() => String)
  get name(): string {
    return this.rowName ? `${this.section}, row ${this.rowName}` : this.section;
  }
}

@ObjectType({ implements: Row })
@Entity('ticket_categories')
export class TicketCategory extends Row {
  @Field(() => String)
  @Column('text')
  name: string;

  @Column('text', { name: 'name_key' })
  nameKey: string;
}

@ObjectType({ implements: Row })
@Entity('ticket_groups')
export class TicketGroup extends Row {
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

  @Field(() => Int)
  @Column('int', { name: 'unresolved_count' })
  unresolvedCount: number;

  @Column('numeric', { name: 'unresolved_value' })
  unresolvedValue: string;

  @Column('int', { name: 'unresolved_without_value_count' })
  unresolvedWithoutValueCount: number;

  @Column('char', { length: 3 })
  currency: string;
}
