import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { UnknownReference } from '../../platform/common-errors.ts';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';
import { User } from '../people/user.entity.ts';

/** A row of the global table sessions, as tenants see it. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A browser in which a user is signed in. It ends after 12 hours without use, and after 7 days.',
})
export class Session extends Node {
  @Field(() => String, {
    nullable: true,
    description: 'Browser and system at sign-in, such as "Firefox on Windows"; null when it named neither.',
  })
  device: string | null;

  userId: string;

  @Field(() => DateTime, { description: 'When the user signed in.' })
  createdAt: Date;

  @Field(() => DateTime, { description: 'When it was used last, to 5 minutes.' })
  lastSeenAt: Date;

  @Field(() => DateTime, { description: 'When it ends at the latest.' })
  expiresAt: Date;
}

@InputType({ description: 'Which session to end.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'A session of the caller; for Super Users of anybody.' })
  sessionId: string;
}

export const EndSessionError = createUnionType({
  name: 'EndSessionError',
  description: 'Why a session was not ended.',
  types: () => [UnknownReference] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of endSession.' })
export class EndSessionPayload {
  @Field(() => ID, { nullable: true, description: 'The session that is over now; null when it did not work.' })
  endedSessionId: string | null;

  @Field(() => [EndSessionError], { description: 'Why it was not ended; empty exactly when it is over.' })
  userErrors: UnknownReference[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of endOtherSessions.' })
export class EndOtherSessionsPayload {
  @Field(() => [ID], { description: 'The sessions that are over now.' })
  endedSessionIds: string[];
}

@InputType({ description: 'Whom to sign out everywhere.' })
export class EndUserSessionsInput {
  @Field(() => ID, { description: 'Id of the user.' })
  userId: string;
}

export const EndUserSessionsError = createUnionType({
  name: 'EndUserSessionsError',
  description: 'Why nobody was signed out.',
  types: () => [UnknownReference] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of endUserSessions.' })
export class EndUserSessionsPayload {
  @Field(() => User, { nullable: true, description: 'The user; null when the id is unknown.' })
  user: User | null;

  @Field(() => [ID], { description: 'The sessions that are over now.' })
  endedSessionIds: string[];

  @Field(() => [EndUserSessionsError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: UnknownReference[];
}
