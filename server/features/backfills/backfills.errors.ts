import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InvalidInput, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import { UserError } from '../../platform/user-error.ts';
import { UsageCategoryRetired } from '../inventory/inventory.errors.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { User } from '../people/user.entity.ts';
import { BackfillStatus } from './backfill.entity.ts';

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'More tickets were asked for than are unused. Lines of one backfill on one group add up.',
})
export class NotEnoughUnusedTickets extends UserError {
  @Field(() => Int, { description: 'How many this line asks for.' })
  requested: number;

  @Field(() => Int, { description: 'How many are left for this line, after the other lines on the same group.' })
  unusedCount: number;

  @Field(() => TicketGroup, { description: 'The group, with its counts of now.' })
  ticketGroup: TicketGroup;

  constructor(
    message: string,
    path: string[],
    facts: Pick<NotEnoughUnusedTickets, 'requested' | 'unusedCount' | 'ticketGroup'>,
  ) {
    super(message, path);
    Object.assign(this, facts);
  }
}

export const NotInUnusedQueueState = {
  EVENT_NOT_PAST: 'EVENT_NOT_PAST',
  EVENT_POSTPONED: 'EVENT_POSTPONED',
  EVENT_CANCELLED: 'EVENT_CANCELLED',
  ALL_ORDERED: 'ALL_ORDERED',
} as const;
export type NotInUnusedQueueState = (typeof NotInUnusedQueueState)[keyof typeof NotInUnusedQueueState];
registerEnumType(NotInUnusedQueueState, {
  name: 'NotInUnusedQueueState',
  description: 'Why tickets are not in the unused queue.',
  valuesConfig: {
    EVENT_NOT_PAST: { description: 'The event has not ended yet.' },
    EVENT_POSTPONED: { description: 'The event is POSTPONED.' },
    EVENT_CANCELLED: { description: 'The event is CANCELLED.' },
    ALL_ORDERED: { description: 'Every ticket of the group belongs to an order.' },
  },
});

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'None of the group’s tickets is in the unused queue.',
})
export class NotInUnusedQueue extends UserError {
  @Field(() => NotInUnusedQueueState, { description: 'Why not.' })
  state: NotInUnusedQueueState;

  @Field(() => TicketGroup, { description: 'The group, with its counts of now.' })
  ticketGroup: TicketGroup;

  constructor(message: string, path: string[], facts: Pick<NotInUnusedQueue, 'state' | 'ticketGroup'>) {
    super(message, path);
    Object.assign(this, facts);
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'A ticket that was asked for by id belongs to an order, or to another line. Exact tickets are never replaced.',
})
export class TicketUnavailable extends UserError {
  @Field(() => Ticket, { description: 'The ticket.' })
  ticket: Ticket;

  constructor(message: string, path: string[], ticket: Ticket) {
    super(message, path);
    this.ticket = ticket;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'An inactive user cannot receive tickets (but can be a guest).',
})
export class RecipientInactive extends UserError {
  @Field(() => User, { description: 'The inactive user.' })
  recipient: User;

  constructor(recipient: User, path: string[]) {
    super(
      `${recipient.name} (${recipient.email}) is inactive and cannot receive tickets. Choose an active user.`,
      path,
    );
    this.recipient = recipient;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'Only a DRAFT can be changed, discarded or confirmed.',
})
export class BackfillNotDraft extends UserError {
  @Field(() => BackfillStatus, { description: 'What it is now.' })
  status: BackfillStatus;

  constructor(status: BackfillStatus) {
    super(`This backfill is ${status}; only a DRAFT can be changed, discarded or confirmed.`, ['backfillId']);
    this.status = status;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'The external reference was used before with another input. Use a new one, or repeat the original input.',
})
export class ExternalReferenceTaken extends UserError {}

/** What can be wrong with an assignment. */
export type AssignmentError =
  | NotEnoughUnusedTickets
  | NotInUnusedQueue
  | TicketUnavailable
  | RecipientInactive
  | UsageCategoryRetired
  | UnknownReference
  | InvalidInput;

/** What can go wrong with an assignment that was right when it was saved. */
export type BackfillProblem =
  NotEnoughUnusedTickets | NotInUnusedQueue | TicketUnavailable | RecipientInactive | UsageCategoryRetired;

export const BackfillProblemUnion = createUnionType({
  name: 'BackfillProblem',
  description: 'What stops a backfill from being confirmed now.',
  types: () =>
    [NotEnoughUnusedTickets, NotInUnusedQueue, TicketUnavailable, RecipientInactive, UsageCategoryRetired] as const,
});

export const CreateBackfillError = createUnionType({
  name: 'CreateBackfillError',
  description: 'Why no backfill was created. Every bad line is reported, not only the first.',
  types: () =>
    [
      NotEnoughUnusedTickets,
      NotInUnusedQueue,
      TicketUnavailable,
      RecipientInactive,
      UsageCategoryRetired,
      UnknownReference,
      InvalidInput,
      ExternalReferenceTaken,
    ] as const,
});

export const UpdateBackfillError = createUnionType({
  name: 'UpdateBackfillError',
  description: 'Why the backfill was not changed. Every bad line is reported, not only the first.',
  types: () =>
    [
      NotEnoughUnusedTickets,
      NotInUnusedQueue,
      TicketUnavailable,
      RecipientInactive,
      UsageCategoryRetired,
      UnknownReference,
      InvalidInput,
      StaleVersion,
      BackfillNotDraft,
    ] as const,
});

export const DiscardBackfillError = createUnionType({
  name: 'DiscardBackfillError',
  description: 'Why the backfill was not discarded.',
  types: () => [UnknownReference, StaleVersion, BackfillNotDraft] as const,
});

export const ConfirmBackfillError = createUnionType({
  name: 'ConfirmBackfillError',
  description: 'Why the backfill was not confirmed. Every bad line is reported, and none is applied.',
  types: () =>
    [
      NotEnoughUnusedTickets,
      NotInUnusedQueue,
      TicketUnavailable,
      RecipientInactive,
      UsageCategoryRetired,
      UnknownReference,
      StaleVersion,
      BackfillNotDraft,
    ] as const,
});
