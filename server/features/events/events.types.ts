import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InvalidInput, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import { connectionType } from '../../platform/connection.ts';
import { LocalDate, LocalTime } from '../../platform/scalars.ts';
import { Event, EventStatus } from './event.entity.ts';

export const EventOrder = { START_DESC: 'START_DESC', START_ASC: 'START_ASC' } as const;
export type EventOrder = (typeof EventOrder)[keyof typeof EventOrder];

registerEnumType(EventOrder, {
  name: 'EventOrder',
  description: 'How a list of events is sorted. An event whose time is unknown stands at the end of its local day.',
  valuesConfig: {
    START_DESC: { description: 'The latest event first.' },
    START_ASC: { description: 'The earliest event first.' },
  },
});

@InputType({
  description: 'Which events to list. Every part narrows; a part that is absent, null or empty means "any".',
})
export class EventFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name of the event or of its venue; small typing errors are forgiven.',
  })
  search?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Only events at these venues; at most 100.' })
  venueIds?: string[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only events on this day at the venue or later.' })
  eventDateFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only events on this day at the venue or earlier.' })
  eventDateTo?: string | null;

  @Field(() => [EventStatus], { nullable: true, description: 'Only events with one of these statuses.' })
  statuses?: EventStatus[] | null;
}

export const EventConnection = connectionType(() => Event, 'Event');

@InputType({ description: 'A new time or status of an event. Leave a field out to keep what is on file.' })
export class UpdateEventInput {
  @Field(() => ID, { description: 'The event to change.' })
  eventId: string;

  @Field(() => Int, { description: 'The `version` of the event that was read.' })
  expectedVersion: number;

  @Field(() => LocalDate, { nullable: true, description: 'The day at the venue; absent or null keeps it.' })
  localDate?: string | null;

  @Field(() => LocalTime, {
    nullable: true,
    description:
      'Start on the venue’s clock; null means unknown, absent keeps it. Of a time that comes twice, when clocks go back, the first is meant.',
  })
  localTime?: string | null;

  @Field(() => EventStatus, { nullable: true, description: 'Whether it takes or took place; absent or null keeps it.' })
  status?: EventStatus | null;
}

export const UpdateEventError = createUnionType({
  name: 'UpdateEventError',
  description: 'Why an event was not changed.',
  types: () => [UnknownReference, InvalidInput, StaleVersion] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateEvent.' })
export class UpdateEventPayload {
  @Field(() => Event, {
    nullable: true,
    description: 'The event as it is now; null when it was not changed because of an error.',
  })
  event: Event | null;

  @Field(() => [UpdateEventError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: (UnknownReference | InvalidInput | StaleVersion)[];
}
