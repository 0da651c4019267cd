import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { User } from '../people/user.entity.ts';
import { Assignment } from './assignment.entity.ts';
import { type BackfillProblem, BackfillProblemUnion } from './backfills.errors.ts';
import { BackfillWarning } from './backfills.types.ts';

@ObjectType({ simpleResolvers: true, description: 'What confirming would do now for one assignment.' })
export class AssignmentReview {
  @Field(() => Assignment, { description: 'The assignment.' })
  assignment: Assignment;

  @Field(() => [Ticket], {
    description: 'The tickets it would get, by seat; fewer than the quantity when there is a problem with it.',
  })
  tickets: Ticket[];

  @Field(() => Boolean, { description: 'Whether these differ from the tickets planned when the draft was saved.' })
  ticketsChanged: boolean;

  @Field(() => Money, {
    nullable: true,
    description: 'Face value of the tickets as far as it is known; null when none is.',
  })
  faceValue: Money | null;

  @Field(() => Int, { description: 'How many of the tickets have no value on file.' })
  ticketsWithoutValue: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What confirming a draft would do now. Made by the same plan that confirming makes.',
})
export class BackfillReview {
  @Field(() => [AssignmentReview], { description: 'One for each assignment, in their order.' })
  assignments: AssignmentReview[];

  @Field(() => [BackfillProblemUnion], {
    description:
      'What stops a confirm; each path points into the assignments, for example ["assignments", "0", "quantity"].',
  })
  problems: BackfillProblem[];

  @Field(() => [BackfillWarning], { description: 'What to look at first; none of it stops a confirm.' })
  warnings: BackfillWarning[];

  @Field(() => Int, { description: 'How many tickets would be given.' })
  ticketCount: number;

  @Field(() => Int, { description: 'To how many different users.' })
  recipientCount: number;

  @Field(() => [Money], {
    description: 'Face value of the tickets as far as it is known, one amount for each currency.',
  })
  faceValue: Money[];

  @Field(() => Int, { description: 'How many tickets have no value on file and are left out of `faceValue`.' })
  ticketsWithoutValue: number;

  @Field(() => [User], { description: 'The users for whom a guest list will wait.' })
  notifiedUsers: User[];
}
