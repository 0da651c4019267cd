import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../platform/connection.ts';
import { PositiveInt } from '../../platform/scalars.ts';
import type { UserError } from '../../platform/user-error.ts';
import { Backfill, BackfillStatus } from './backfill.entity.ts';
import {
  ConfirmBackfillError,
  CreateBackfillError,
  DiscardBackfillError,
  UpdateBackfillError,
} from './backfills.errors.ts';

@InputType({ description: 'One line of a backfill.' })
export class AssignmentInput {
  @Field(() => ID, { description: 'The ticket group to take tickets from.' })
  ticketGroupId: string;

  @Field(() => PositiveInt, { description: 'How many, from 1 to what the group still has unused.' })
  quantity: number;

  @Field(() => ID, { description: 'The active user who receives the tickets.' })
  recipientId: string;

  @Field(() => ID, { description: 'Why they were used; an active usage category.' })
  usageCategoryId: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Exact tickets, as many as `quantity`; they are never replaced by others. Absent: the lowest adjacent seats.',
  })
  ticketIds?: string[] | null;
}

@InputType({ description: 'A new draft. It holds no tickets until it is confirmed.' })
export class CreateBackfillInput {
  @Field(() => [AssignmentInput], { description: '1 to 100 lines. Lines on one ticket group add up.' })
  assignments: AssignmentInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'The caller’s own id, up to 200 characters, unique in the organization. Repeating it with the same input returns what exists.',
  })
  externalReference?: string | null;

  @Field(() => String, { nullable: true, description: 'Free text, up to 2,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'The whole new content of a draft.' })
export class UpdateBackfillInput {
  @Field(() => ID, { description: 'The draft.' })
  backfillId: string;

  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;

  @Field(() => [AssignmentInput], { description: 'All lines, 1 to 100, not only the changed ones.' })
  assignments: AssignmentInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Free text, up to 2,000 characters; leave it out to keep it, null to clear it.',
  })
  note?: string | null;
}

@InputType({ description: 'A draft to give up.' })
export class DiscardBackfillInput {
  @Field(() => ID, { description: 'The draft.' })
  backfillId: string;

  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;
}

@InputType({ description: 'A reviewed draft to confirm.' })
export class ConfirmBackfillInput {
  @Field(() => ID, { description: 'The draft.' })
  backfillId: string;

  @Field(() => Int, {
    description:
      'The `version` that was reviewed. Repeating it on the confirmed backfill returns the same orders; another one answers StaleVersion.',
  })
  expectedVersion: number;
}

@InputType({ description: 'Every part narrows the list; an empty or absent part means "any".' })
export class BackfillFilter {
  @Field(() => [BackfillStatus], { nullable: true, description: 'Only these statuses.' })
  statuses?: BackfillStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that the viewer created.' })
  createdByMe?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only the one with this external reference: how a program finds again what it began.',
  })
  externalReference?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of createBackfill.' })
export class CreateBackfillPayload {
  @Field(() => Backfill, { nullable: true, description: 'The draft; null when it was refused.' })
  backfill: Backfill | null;

  @Field(() => [CreateBackfillError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateBackfill.' })
export class UpdateBackfillPayload {
  @Field(() => Backfill, { nullable: true, description: 'The draft as it is now; null when it is unknown.' })
  backfill: Backfill | null;

  @Field(() => [UpdateBackfillError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of discardBackfill.' })
export class DiscardBackfillPayload {
  @Field(() => Backfill, { nullable: true, description: 'The backfill as it is now; null when it is unknown.' })
  backfill: Backfill | null;

  @Field(() => [DiscardBackfillError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of confirmBackfill.' })
export class ConfirmBackfillPayload {
  @Field(() => Backfill, { nullable: true, description: 'The backfill as it is now; null when it is unknown.' })
  backfill: Backfill | null;

  @Field(() => [ConfirmBackfillError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];

  /** Whether it is known that everybody got the tickets that the draft showed. */
  isAsShown?: boolean;
}

export const BackfillWarningKind = {
  SEATS_CHANGED: 'SEATS_CHANGED',
  SEATS_NOT_ADJACENT: 'SEATS_NOT_ADJACENT',
  NO_VALUE_ON_FILE: 'NO_VALUE_ON_FILE',
  RECIPIENT_HAS_ORDER_FOR_EVENT: 'RECIPIENT_HAS_ORDER_FOR_EVENT',
} as const;
export type BackfillWarningKind = (typeof BackfillWarningKind)[keyof typeof BackfillWarningKind];
registerEnumType(BackfillWarningKind, {
  name: 'BackfillWarningKind',
  description: 'What a person should look at before confirming. None of it stops the confirm.',
  valuesConfig: {
    SEATS_CHANGED: { description: 'Somebody took planned seats; others are planned now.' },
    SEATS_NOT_ADJACENT: { description: 'No run of adjacent seats is long enough.' },
    NO_VALUE_ON_FILE: { description: 'Some tickets have no face value on file and are left out of the totals.' },
    RECIPIENT_HAS_ORDER_FOR_EVENT: { description: 'The recipient already has an order for the same event.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something to look at before confirming.' })
export class BackfillWarning {
  @Field(() => BackfillWarningKind, { description: 'What it is about.' })
  kind: BackfillWarningKind;

  @Field(() => String, { description: 'A sentence for a person.' })
  message: string;

  @Field(() => [String], { nullable: true, description: 'The assignment, for example ["assignments", "0"].' })
  path: string[] | null;

  constructor(kind: BackfillWarningKind, message: string, path: string[]) {
    this.kind = kind;
    this.message = message;
    this.path = path;
  }
}

export const BackfillConnection = connectionType(() => Backfill, 'Backfill');
