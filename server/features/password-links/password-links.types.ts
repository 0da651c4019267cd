import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { DateTime } from '../../platform/scalars.ts';
import { UserError } from '../../platform/user-error.ts';
import { MailKind } from '../mails/mail.entity.ts';
import { User } from '../people/user.entity.ts';
import { Viewer } from '../people/viewer.types.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A link that lets somebody set a password, as long as it works: whoever holds its token may see this.',
})
export class PasswordLink {
  @Field(() => MailKind, { description: 'INVITATION or PASSWORD_RESET.' })
  kind: MailKind;

  @Field(() => String, { description: 'The address that the password is for.' })
  email: string;

  @Field(() => String, { description: 'The company that the user belongs to.' })
  organizationName: string;

  @Field(() => DateTime, { description: 'Until when the link works.' })
  expiresAt: Date;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The link is unknown, was used, or has expired: ask for another one.',
})
export class LinkExpired extends UserError {}

@InputType({ description: 'Whom to invite.' })
export class InviteUserInput {
  @Field(() => ID, { description: 'An active user who has no password yet.' })
  userId: string;
}

export const InviteUserError = createUnionType({
  name: 'InviteUserError',
  description: 'Why a user was not invited.',
  types: () => [UnknownReference, InvalidInput] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of inviteUser.' })
export class InviteUserPayload {
  @Field(() => User, { nullable: true, description: 'The user; null when the id is unknown.' })
  user: User | null;

  @Field(() => [InviteUserError], { description: 'Why nobody was invited; empty exactly when somebody was.' })
  userErrors: (UnknownReference | InvalidInput)[];
}

@InputType({ description: 'Who forgot the password.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The user’s address, in any case.' })
  email: string;
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of requestPasswordReset.' })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, { description: 'Always true, whether somebody has the address or not.' })
  requested: boolean;
}

@InputType({ description: 'A new password, with the token of a link.' })
export class SetPasswordInput {
  @Field(() => String, { description: 'What follows the # in the link.' })
  token: string;

  @Field(() => String, { description: 'The new password, 12 to 1000 characters.' })
  password: string;
}

export const SetPasswordError = createUnionType({
  name: 'SetPasswordError',
  description: 'Why the password was not set.',
  types: () => [LinkExpired, InvalidInput] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of setPassword. The session travels in a cookie.' })
export class SetPasswordPayload {
  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now; null when it did not work.' })
  viewer: Viewer | null;

  @Field(() => [SetPasswordError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: (LinkExpired | InvalidInput)[];
}
