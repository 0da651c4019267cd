import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { InvalidInput, NameTaken, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import { UserError } from '../../platform/user-error.ts';
import { Role, User } from './user.entity.ts';

const OPTIONAL = { nullable: true, description: 'At most 200 characters; absent, null or empty for none.' };
const CHANGED = { nullable: true, description: 'At most 200 characters. Absent keeps it; null or empty removes it.' };

@InputType({ description: 'A new user. The user can sign in once invited, or after `user set-password`.' })
export class CreateUserInput {
  @Field(() => String, { description: 'Full name, 1 to 200 characters.' })
  name: string;

  @Field(() => String, { description: 'Address to sign in with; unique in the organization, whatever the case.' })
  email: string;

  @Field(() => String, OPTIONAL)
  jobTitle?: string | null;

  @Field(() => String, OPTIONAL)
  department?: string | null;

  @Field(() => String, OPTIONAL)
  division?: string | null;

  @Field(() => ID, { nullable: true, description: 'The user’s manager, who sees the orders; absent or null for none.' })
  managerId?: string | null;

  @Field(() => Role, { description: 'What the user may do.' })
  role: Role;
}

@InputType({ description: 'Changes to a user. Leave a field out to keep it; the address stays.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user.' })
  userId: string;

  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'Full name, 1 to 200 characters; absent or null keeps it.' })
  name?: string | null;

  @Field(() => String, CHANGED)
  jobTitle?: string | null;

  @Field(() => String, CHANGED)
  department?: string | null;

  @Field(() => String, CHANGED)
  division?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The manager; nobody can be, through any number of steps, the own one. Absent keeps it; null for none.',
  })
  managerId?: string | null;

  @Field(() => Role, {
    nullable: true,
    description: 'What the user may do, from the next request on; absent or null keeps it.',
  })
  role?: Role | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False signs the user out everywhere at once and drops open links; absent or null keeps it.',
  })
  isActive?: boolean | null;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'This is the last active Super User, without whom nobody could administer the organization.',
})
export class LastSuperUser extends UserError {}

const CreateUserError = createUnionType({
  name: 'CreateUserError',
  description: 'Why the user was not created.',
  types: () => [InvalidInput, UnknownReference, NameTaken] as const,
});

const UpdateUserError = createUnionType({
  name: 'UpdateUserError',
  description: 'Why the user was not changed.',
  types: () => [UnknownReference, InvalidInput, StaleVersion, LastSuperUser] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of createUser.' })
export class CreateUserPayload {
  @Field(() => User, { nullable: true, description: 'The new user; null when it was refused.' })
  user: User | null;

  @Field(() => [CreateUserError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateUser.' })
export class UpdateUserPayload {
  @Field(() => User, { nullable: true, description: 'The user as it is now; null when it was refused.' })
  user: User | null;

  @Field(() => [UpdateUserError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}
