import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { InvalidInput, NameTaken, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import type { UserError } from '../../platform/user-error.ts';
import { GuestField } from './guest-field.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { UsageCategory } from './usage-category.entity.ts';

const VERSION = { description: 'The `version` that was read; another one answers StaleVersion.' };
const KEEP = 'Leave it out to keep it.';
const EMPTY_WHEN_IT_WORKED = { description: 'Empty exactly when it worked.' };

@InputType({ description: 'A new reason for using tickets.' })
export class CreateUsageCategoryInput {
  @Field(() => String, { description: '1 to 200 characters, not taken yet, whatever the case and accents.' })
  name: string;

  @Field(() => [GuestField], {
    defaultValue: [],
    description: 'What a guest list with this category must say about guests.',
  })
  requiredGuestFields: GuestField[];
}

@InputType({ description: 'Changes to a usage category.' })
export class UpdateUsageCategoryInput {
  @Field(() => ID, { description: 'The usage category.' })
  usageCategoryId: string;

  @Field(() => Int, VERSION)
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: `New name. ${KEEP}` })
  name?: string | null;

  @Field(() => [GuestField], { nullable: true, description: `The whole new list. ${KEEP}` })
  requiredGuestFields?: GuestField[] | null;

  @Field(() => Boolean, { nullable: true, description: `Whether it can no longer be chosen. ${KEEP}` })
  isRetired?: boolean | null;
}

@InputType({ description: 'A new class of inventory.' })
export class CreateTicketCategoryInput {
  @Field(() => String, { description: '1 to 200 characters, not taken yet, whatever the case and accents.' })
  name: string;

  @Field(() => Boolean, { description: 'Whether a ticket lets a person in; false for parking.' })
  admitsPerson: boolean;
}

@InputType({ description: 'Changes to a ticket category.' })
export class UpdateTicketCategoryInput {
  @Field(() => ID, { description: 'The ticket category.' })
  ticketCategoryId: string;

  @Field(() => Int, VERSION)
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: `New name. ${KEEP}` })
  name?: string | null;

  @Field(() => Boolean, { nullable: true, description: `Whether a ticket lets a person in. ${KEEP}` })
  admitsPerson?: boolean | null;
}

const CreateUsageCategoryError = createUnionType({
  name: 'CreateUsageCategoryError',
  description: 'Why the usage category was not created.',
  types: () => [InvalidInput, NameTaken] as const,
});

const UpdateUsageCategoryError = createUnionType({
  name: 'UpdateUsageCategoryError',
  description: 'Why the usage category was not changed.',
  types: () => [UnknownReference, InvalidInput, NameTaken, StaleVersion] as const,
});

const CreateTicketCategoryError = createUnionType({
  name: 'CreateTicketCategoryError',
  description: 'Why the ticket category was not created.',
  types: () => [InvalidInput, NameTaken] as const,
});

const UpdateTicketCategoryError = createUnionType({
  name: 'UpdateTicketCategoryError',
  description: 'Why the ticket category was not changed.',
  types: () => [UnknownReference, InvalidInput, NameTaken, StaleVersion] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of createUsageCategory.' })
export class CreateUsageCategoryPayload {
  @Field(() => UsageCategory, { nullable: true, description: 'The new category; null when it was refused.' })
  usageCategory: UsageCategory | null;

  @Field(() => [CreateUsageCategoryError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateUsageCategory.' })
export class UpdateUsageCategoryPayload {
  @Field(() => UsageCategory, { nullable: true, description: 'The changed category; null when it was refused.' })
  usageCategory: UsageCategory | null;

  @Field(() => [UpdateUsageCategoryError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of createTicketCategory.' })
export class CreateTicketCategoryPayload {
  @Field(() => TicketCategory, { nullable: true, description: 'The new category; null when it was refused.' })
  ticketCategory: TicketCategory | null;

  @Field(() => [CreateTicketCategoryError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateTicketCategory.' })
export class UpdateTicketCategoryPayload {
  @Field(() => TicketCategory, { nullable: true, description: 'The changed category; null when it was refused.' })
  ticketCategory: TicketCategory | null;

  @Field(() => [UpdateTicketCategoryError], EMPTY_WHEN_IT_WORKED)
  userErrors: UserError[];
}
