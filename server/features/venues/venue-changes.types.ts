import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { InvalidInput, NameTaken, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import { connectionType } from '../../platform/connection.ts';
import type { UserError } from '../../platform/user-error.ts';
import { TicketLocation } from './ticket-location.entity.ts';
import { Venue } from './venue.entity.ts';

export const TicketLocationConnection = connectionType(() => TicketLocation, 'TicketLocation');

@InputType({ description: 'A new venue.' })
export class CreateVenueInput {
  @Field(() => String, { description: '1 to 200 characters, not taken yet, whatever the case and accents.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters; absent, null or empty for none.' })
  city?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166 code or name, at most 100 characters; absent, null or empty for none.',
  })
  country?: string | null;

  @Field(() => String, { description: 'IANA time zone, such as "America/New_York".' })
  timeZone: string;

  @Field(() => Int, { nullable: true, description: 'How many people it holds, from 1; absent or null when unknown.' })
  capacity?: number | null;
}

@InputType({ description: 'Changes to a venue. Leave a field out to keep it.' })
export class UpdateVenueInput {
  @Field(() => ID, { description: 'The venue.' })
  venueId: string;

  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;

  @Field(() => String, {
    nullable: true,
    description: '1 to 200 characters, not taken yet, whatever the case and accents; absent or null keeps it.',
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Absent keeps it; null or empty removes it.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Absent keeps it; null or empty removes it.' })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'IANA time zone, when the one on file was wrong: events keep their local dates and times and move to the instants at which clocks there show them. Absent or null keeps it.',
  })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people it holds. Absent keeps it; null for unknown.' })
  capacity?: number | null;
}

const CreateVenueError = createUnionType({
  name: 'CreateVenueError',
  description: 'Why the venue was not created.',
  types: () => [InvalidInput, NameTaken] as const,
});

const UpdateVenueError = createUnionType({
  name: 'UpdateVenueError',
  description: 'Why the venue was not changed.',
  types: () => [UnknownReference, InvalidInput, NameTaken, StaleVersion] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of createVenue.' })
export class CreateVenuePayload {
  @Field(() => Venue, { nullable: true, description: 'The new venue; null when it was refused.' })
  venue: Venue | null;

  @Field(() => [CreateVenueError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateVenue.' })
export class UpdateVenuePayload {
  @Field(() => Venue, { nullable: true, description: 'The venue as it is now; null when it was refused.' })
  venue: Venue | null;

  @Field(() => [UpdateVenueError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}
