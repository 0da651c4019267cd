import { Field, InputType, Int, ObjectType } from 'type-graphql';

@InputType()
export class UnusedFilter {
  @Field(() => String, { nullable: true })
  from?: string | null;

  @Field(() => String, { nullable: true })
  to?: string | null;

  @Field(() => String, { nullable: true })
  categoryId?: string | null;

  @Field(() => String, { nullable: true })
  search?: string | null;
}

@ObjectType()
export class UnusedEvent {
  eventId: string;
  endsAt: string;
  filter: UnusedFilter;

  @Field(() => Int)
  unused: number;

  @Field(() => Int)
  held: number;
}

@ObjectType()
export class UnusedEventPage {
  @Field(() => [UnusedEvent])
  nodes: UnusedEvent[];

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

@ObjectType()
export class UnusedVenue {
  venueId: string;

  @Field(() => Int)
  unused: number;

  @Field(() => Int)
  held: number;
}

@ObjectType()
export class UnusedLocation {
  locationId: string;

  @Field(() => Int)
  unused: number;
}

@ObjectType()
export class Amount {
  @Field(() => String)
  amount: string;

  @Field(() => String)
  currency: string;
}

@ObjectType()
export class Totals {
  @Field(() => Int)
  events: number;

  @Field(() => Int)
  venues: number;

  @Field(() => Int)
  tickets: number;

  @Field(() => Int)
  withoutValue: number;

  @Field(() => [Amount])
  faceValue: Amount[];
}
