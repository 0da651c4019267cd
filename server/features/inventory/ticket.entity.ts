import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

export const TicketState = { UNRESOLVED: 'UNRESOLVED', ORDERED: 'ORDERED' } as const;
export type TicketState = (typeof TicketState)[keyof typeof TicketState];

registerEnumType(TicketState, {
  name: 'TicketState',
  description: 'What became of a ticket.',
  valuesConfig: {
    UNRESOLVED: { description: 'Nobody has it, whatever the date.' },
    ORDERED: { description: 'It belongs to an order, from before the event or from a backfill.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One seat, one unnumbered place, or one parking pass.',
})
@Entity('tickets')
export class Ticket extends Node {
  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'ticket_location_id' })
  ticketLocationId: string;

  /** Null for an unnumbered place. */
  @Column('int', { nullable: true })
  seat: number | null;

  /** Decimal string in the group's currency; null when unknown. */
  @Column('numeric', { name: 'face_value', precision: 12, scale: 2, nullable: true })
  faceValue: string | null;

  @Field(() => TicketState, { description: 'What became of it.' })
  @Column('text')
  state: TicketState;

  @Column('text', { nullable: true })
  notes: string | null;
}
