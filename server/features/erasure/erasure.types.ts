import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { UserError } from '../../platform/user-error.ts';
import { Contact } from '../people/contact.entity.ts';
import { User } from '../people/user.entity.ts';

const REASON = {
  description: 'Why, 3 to 500 characters, without the person’s name and address: it stays in the audit trail.',
};
const EMPTY_WHEN_IT_WORKED = { description: 'Empty exactly when it worked.' };

@InputType({ description: 'The contact to erase, and why. It cannot be undone.' })
export class EraseContactInput {
  @Field(() => ID, { description: 'The contact, shared or anybody’s private one.' })
  contactId: string;

  @Field(() => String, REASON)
  reason: string;
}

@InputType({ description: 'The inactive user to erase, and why. It cannot be undone.' })
export class EraseUserInput {
  @Field(() => ID, { description: 'The user, who must be inactive.' })
  userId: string;

  @Field(() => String, REASON)
  reason: string;
}

@InputType({ description: 'Whose personal data a legal hold keeps from being erased, or no longer.' })
export class SetLegalHoldInput {
  @Field(() => ID, { description: 'A Contact or a User.' })
  subjectId: string;

  @Field(() => Boolean, { description: 'Whether the hold begins (true) or ends (false).' })
  isOnLegalHold: boolean;

  @Field(() => String, REASON)
  reason: string;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'A legal hold keeps the personal data from being erased. End the hold first, if you may.',
})
export class OnLegalHold extends UserError {}

const EraseContactError = createUnionType({
  name: 'EraseContactError',
  description: 'Why the contact was not erased.',
  types: () => [UnknownReference, InvalidInput, OnLegalHold] as const,
});

const EraseUserError = createUnionType({
  name: 'EraseUserError',
  description: 'Why the user was not erased.',
  types: () => [UnknownReference, InvalidInput, OnLegalHold] as const,
});

const SetLegalHoldError = createUnionType({
  name: 'SetLegalHoldError',
  description: 'Why the legal hold was not changed.',
  types: () => [UnknownReference, InvalidInput] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of eraseContact.' })
export class EraseContactPayload {
  @Field(() => Contact, { nullable: true, description: 'What is left of the contact; null when it was refused.' })
  contact: Contact | null;

  @Field(() => [EraseContactError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of eraseUser.' })
export class EraseUserPayload {
  @Field(() => User, { nullable: true, description: 'What is left of the user; null when it was refused.' })
  user: User | null;

  @Field(() => [EraseUserError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of setLegalHold.' })
export class SetLegalHoldPayload {
  @Field(() => Contact, { nullable: true, description: 'The contact, where one was named and nothing was refused.' })
  contact: Contact | null;

  @Field(() => User, { nullable: true, description: 'The user, where one was named and nothing was refused.' })
  user: User | null;

  @Field(() => [SetLegalHoldError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}
