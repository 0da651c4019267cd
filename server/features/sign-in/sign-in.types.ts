import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../platform/user-error.ts';
import { Viewer } from '../people/viewer.types.ts';

@InputType({ description: 'What a user enters to sign in.' })
export class SignInInput {
  @Field(() => String, { description: 'The user’s address, in any case.' })
  email: string;

  @Field(() => String, { description: 'The user’s password.' })
  password: string;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the organization; needed only after OrganizationRequired.',
  })
  organization?: string | null;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The email and password do not match an active user.',
})
export class SignInRefused extends UserError {}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The email and password are right in several organizations: sign in again and name one.',
})
export class OrganizationRequired extends UserError {}

export const SignInError = createUnionType({
  name: 'SignInError',
  description: 'Why signing in did not work.',
  types: () => [SignInRefused, OrganizationRequired] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of signIn. The session travels in a cookie.' })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now; null when it did not work.' })
  viewer: Viewer | null;

  @Field(() => [SignInError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: (SignInRefused | OrganizationRequired)[];
}

/** Whose session was ended, and whether it began at the provider of the organization. */
export interface EndedSession {
  organizationId: string;
  isSingleSignOn: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of signOut.' })
export class SignOutPayload {
  @Field(() => Boolean, { description: 'Always true: afterwards there is no session.' })
  signedOut: boolean;

  /** The session that was ended, if there was one. */
  ended?: EndedSession;
}
