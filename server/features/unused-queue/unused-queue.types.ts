import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Connection, connectionType, type Page } from '../../platform/connection.ts';
import { Money } from '../../platform/money.ts';
import { LocalDate } from '../../platform/scalars.ts';
import { Event } from '../events/event.entity.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { GroupLabels } from './order-by-label.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';

export const UnusedEventOrder = { END_DESC: 'END_DESC', END_ASC: 'END_ASC' } as const;
export type UnusedEventOrder = (typeof UnusedEventOrder)[keyof typeof UnusedEventOrder];
registerEnumType(UnusedEventOrder, {
  name: 'UnusedEventOrder',
  description: 'Order of the events of the unused queue.',
  valuesConfig: {
    END_DESC: { description: 'The event that ended last comes first.' },
    END_ASC: { description: 'The event that ended first comes first.' },
  },
});

export const UnusedVenueOrder = { NAME: 'NAME', UNUSED_DESC: 'UNUSED_DESC' } as const;
export type UnusedVenueOrder = (typeof UnusedVenueOrder)[keyof typeof UnusedVenueOrder];
registerEnumType(UnusedVenueOrder, {
  name: 'UnusedVenueOrder',
  description: 'Order of the venues of the unused queue.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    UNUSED_DESC: { description: 'The venue with the most unused tickets comes first.' },
  },
});

export const UnusedQueueFilterPart = {
  EVENT_DATE: 'EVENT_DATE',
  TICKET_CATEGORY: 'TICKET_CATEGORY',
  VENUE: 'VENUE',
  SEARCH: 'SEARCH',
} as const;
export type UnusedQueueFilterPart = (typeof UnusedQueueFilterPart)[keyof typeof UnusedQueueFilterPart];
registerEnumType(UnusedQueueFilterPart, {
  name: 'UnusedQueueFilterPart',
  description: 'A part of an UnusedQueueFilter that can be dropped on its own.',
  valuesConfig: {
    EVENT_DATE: { description: '`eventDateFrom` and `eventDateTo`.' },
    TICKET_CATEGORY: { description: '`ticketCategoryIds`.' },
    VENUE: { description: '`venueIds`.' },
    SEARCH: { description: '`search`.' },
  },
});

@InputType({ description: 'Every part narrows the queue; an empty or absent part means "any".' })
export class UnusedQueueFilter {
  @Field(() => LocalDate, { nullable: true, description: 'First day, by the venue’s calendar, included.' })
  eventDateFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day, by the venue’s calendar, included.' })
  eventDateTo?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Only these ticket categories. Unknown ids match nothing.' })
  ticketCategoryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these venues. Unknown ids match nothing.' })
  venueIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of an event or venue name; case, accents and small typing errors are forgiven.',
  })
  search?: string | null;
}

/** One filter, two ways through the same tickets. The fields are resolved in unused-queue.resolver.ts. */
@ObjectType({
  description:
    'The tickets that nobody ordered for events that are over: unresolved, the event SCHEDULED and ended. Both views, the totals ' +
    'and all counts are of the ticket groups that match the filter and have unused tickets.',
})
export class UnusedQueue {
  query: UnusedQueueQuery;
}

@ObjectType({ simpleResolvers: true, description: 'Sums over the whole queue under the filter, not only over a page.' })
export class UnusedTotals {
  @Field(() => Int, { description: 'How many events have unused tickets.' })
  eventCount: number;

  @Field(() => Int, { description: 'At how many venues.' })
  venueCount: number;

  @Field(() => Int, { description: 'How many tickets are unused.' })
  ticketCount: number;

  @Field(() => [Money], {
    description: 'Their face value as far as it is known, one amount for each currency, by currency.',
  })
  faceValue: Money[];

  @Field(() => Int, { description: 'How many of the tickets have no value on file and are left out of `faceValue`.' })
  ticketsWithoutValue: number;
}

/** The sums of a row's tickets by currency. */
export interface UnusedValue {
  faceValue: Money[];
  ticketsWithoutValue: number;
}

@ObjectType({ simpleResolvers: true, description: 'What dropping one part of the filter would do.' })
export class FilterHint {
  @Field(() => UnusedQueueFilterPart, { description: 'The part to drop.' })
  part: UnusedQueueFilterPart;

  @Field(() => Int, { description: 'How many unused tickets would match if only this part were dropped.' })
  ticketCount: number;
}

/** A row of the Event View. */
@ObjectType({ simpleResolvers: true, description: 'An event with unused tickets.' })
export class UnusedEvent {
  query: UnusedQueueQuery;

  @Field(() => Event, { description: 'The event itself.' })
  event: Event;

  /** Keyset: the event's end as text, to the microsecond. */
  endsAt: string;
  /** Its value where all of it is in one currency. */
  value?: UnusedValue;
  /** All of its groups, in order, where the page brought them along. */
  groups?: { rows: TicketGroup[]; labels: GroupLabels };

  @Field(() => Int, { description: 'How many of its tickets are unused.' })
  unusedCount: number;

  @Field(() => Int, { description: 'How many tickets are held in the groups that have unused ones.' })
  heldCount: number;
}

/** A row of the Venue View. */
@ObjectType({ simpleResolvers: true, description: 'A venue with unused tickets.' })
export class UnusedVenue {
  query: UnusedQueueQuery;
  venueId: string;
  nameKey: string;
  /** A page of its ticket locations that came along. */
  locations?: { page: Page; rows: Connection<UnusedTicketLocation> };

  @Field(() => Int, { description: 'How many of its tickets are unused.' })
  unusedCount: number;

  @Field(() => Int, { description: 'How many tickets are held in the groups that have unused ones.' })
  heldCount: number;
}

/** The second level of the Venue View. */
@ObjectType({ simpleResolvers: true, description: 'A ticket location with unused tickets.' })
export class UnusedTicketLocation {
  query: UnusedQueueQuery;
  ticketLocationId: string;
  locationKey: string;
  /** A page of its groups that came along. */
  groups?: { page: Page; rows: Connection<TicketGroup> };

  @Field(() => Int, { description: 'How many of its tickets are unused.' })
  unusedCount: number;

  @Field(() => Int, { description: 'How many tickets are held in the groups that have unused ones.' })
  heldCount: number;
}

export const UnusedEventConnection = connectionType(() => UnusedEvent, 'UnusedEvent');
export const UnusedVenueConnection = connectionType(() => UnusedVenue, 'UnusedVenue');
export const UnusedTicketLocationConnection = connectionType(() => UnusedTicketLocation, 'UnusedTicketLocation');
