import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Where tickets sit inside a venue: a section and row.',
})
@Entity('ticket_locations')
export class TicketLocation extends Node {
  @Column('uuid', { name: 'venue_id' })
  venueId: string;

  @Field(() => String, { description: 'Section, suite or lot, for example "Suite 214".' })
  @Column('text')
  section: string;

  /** '' where the location has no rows. */
  @Column('text', { name: 'row_name' })
  rowName: string;

  /** Folded section and row: identity within the venue. */
  @Column('text', { name: 'location_key' })
  locationKey: string;
}
