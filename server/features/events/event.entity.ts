import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime, LocalDate } from '../../platform/scalars.ts';

export const EventStatus = { SCHEDULED: 'SCHEDULED', POSTPONED: 'POSTPONED', CANCELLED: 'CANCELLED' } as const;
export type EventStatus = (typeof EventStatus)[keyof typeof EventStatus];

registerEnumType(EventStatus, {
  name: 'EventStatus',
  description: 'Whether an event takes or took place.',
  valuesConfig: {
    SCHEDULED: { description: 'Takes or took place at its time; only these can be in the unused queue.' },
    POSTPONED: { description: 'Will take place at another time that is not known yet.' },
    CANCELLED: { description: 'Did not and will not take place.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One occasion at one venue. A double-header is two events.',
})
@Entity('events')
export class Event extends Node {
  @Column('uuid', { name: 'venue_id' })
  venueId: string;

  @Field(() => String, { description: 'Name as loaded.' })
  @Column('text')
  name: string;

  /** Folded name: identity and search. */
  @Column('text', { name: 'name_key' })
  nameKey: string;

  @Field(() => LocalDate, { description: 'The day at the venue; date filters work on it.' })
  @Column('date', { name: 'local_date' })
  localDate: string;

  @Field(() => DateTime, { nullable: true, description: 'Start; null when the time is unknown.' })
  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt: Date | null;

  @Field(() => DateTime, {
    description:
      'End: the start plus the organization’s usual duration, or the end of the local day when the time is unknown.',
  })
  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Field(() => EventStatus, { description: 'Whether it takes or took place.' })
  @Column('text')
  status: EventStatus;

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;
}
