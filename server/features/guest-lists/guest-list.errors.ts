import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { InvalidInput, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import { UserError } from '../../platform/user-error.ts';
import { GuestField } from '../inventory/guest-field.ts';
import { UsageCategoryRetired } from '../inventory/inventory.errors.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { OrderStatus } from '../orders/order.entity.ts';

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'The order is not waiting for a guest list: it was ordered before the event, or its guest list is confirmed.',
})
export class OrderNotOpen extends UserError {
  @Field(() => OrderStatus, { description: 'Where the order stands.' })
  status: OrderStatus;

  constructor(message: string, status: OrderStatus) {
    super(message, ['orderId']);
    this.status = status;
  }
}

@ObjectType({ implements: UserError, simpleResolvers: true, description: 'Guests and tickets differ in number.' })
export class GuestCountMismatch extends UserError {
  @Field(() => Int, { description: 'How many guests the saved list has.' })
  guestCount: number;

  @Field(() => Int, { description: 'How many tickets the order has; there must be as many guests.' })
  ticketCount: number;

  constructor(guestCount: number, ticketCount: number) {
    super(`The guest list names ${guestCount} of ${ticketCount}: every ticket needs a guest.`, ['guests']);
    this.guestCount = guestCount;
    this.ticketCount = ticketCount;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'A guest has no attendee status. `path` points to the guest in the order of `guestList.guests`: ["guests", "2", "attendeeStatus"].',
})
export class AttendeeStatusMissing extends UserError {
  @Field(() => Ticket, { description: 'The ticket of that guest.' })
  ticket: Ticket;

  constructor(name: string, ticket: Ticket, index: number) {
    super(`Say whether ${name} attended.`, ['guests', String(index), 'attendeeStatus']);
    this.ticket = ticket;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'The same person twice for one event, both ATTENDED, on tickets that admit a person. Contacts and users are compared by id and by email. On two orders it passes with the `duplicateReason` of submitGuestList.',
})
export class DuplicateGuest extends UserError {
  @Field(() => String, { description: 'Name of that person in this list.' })
  name: string;

  constructor(message: string, name: string, index: number) {
    super(message, ['guests', String(index), 'guest']);
    this.name = name;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description:
    'The usage category asks for something that is not on the list. `path` points to it in the order of `guestList.guests`: ["guests", "2", "email"].',
})
export class GuestFieldMissing extends UserError {
  @Field(() => GuestField, { description: 'What is missing.' })
  field: GuestField;

  @Field(() => Ticket, { nullable: true, description: 'The ticket of that guest; null for a field of the whole list.' })
  ticket: Ticket | null;

  constructor(message: string, path: string[], field: GuestField, ticket: Ticket | null) {
    super(message, path);
    this.field = field;
    this.ticket = ticket;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'A guest is a placeholder, and the organization’s settings ask for a name instead.',
})
export class PlaceholderRefused extends UserError {
  @Field(() => Ticket, { description: 'The ticket of that guest.' })
  ticket: Ticket;

  constructor(name: string, ticket: Ticket, index: number) {
    super(`"${name}" is a placeholder: name the person who used the ticket.`, ['guests', String(index), 'guest']);
    this.ticket = ticket;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The guest list was not submitted since it was last saved. Submit it, then confirm.',
})
export class GuestListNotSubmitted extends UserError {}

export type SaveGuestListError =
  UnknownReference | InvalidInput | StaleVersion | OrderNotOpen | UsageCategoryRetired | DuplicateGuest;

export const SaveGuestListErrorUnion = createUnionType({
  name: 'SaveGuestListError',
  description: 'Why a guest list was not saved.',
  types: () =>
    [UnknownReference, InvalidInput, StaleVersion, OrderNotOpen, UsageCategoryRetired, DuplicateGuest] as const,
});

export type SubmitGuestListError =
  | UnknownReference
  | StaleVersion
  | OrderNotOpen
  | GuestCountMismatch
  | AttendeeStatusMissing
  | GuestFieldMissing
  | PlaceholderRefused
  | DuplicateGuest
  | InvalidInput;

export const SubmitGuestListErrorUnion = createUnionType({
  name: 'SubmitGuestListError',
  description: 'Why a guest list was not submitted.',
  types: () =>
    [
      UnknownReference,
      StaleVersion,
      OrderNotOpen,
      GuestCountMismatch,
      AttendeeStatusMissing,
      GuestFieldMissing,
      PlaceholderRefused,
      DuplicateGuest,
      InvalidInput,
    ] as const,
});

export type ConfirmGuestListError =
  UnknownReference | StaleVersion | OrderNotOpen | GuestListNotSubmitted | DuplicateGuest;

export const ConfirmGuestListErrorUnion = createUnionType({
  name: 'ConfirmGuestListError',
  description: 'Why a guest list was not confirmed.',
  types: () => [UnknownReference, StaleVersion, OrderNotOpen, GuestListNotSubmitted, DuplicateGuest] as const,
});
