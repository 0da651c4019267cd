import { Field, ID, InputType, Int } from 'type-graphql';
import { ContactVisibility } from '../people/contact.entity.ts';
import { AttendeeStatus } from './guest.entity.ts';

@InputType({ description: 'A person outside the organization who is not among the contacts yet.' })
export class ContactInput {
  @Field(() => String, { description: 'Full name, up to 200 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Email address, if it is known.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The company they come from, up to 200 characters.' })
  company?: string | null;

  @Field(() => String, { nullable: true, description: 'Their title there, up to 200 characters.' })
  title?: string | null;

  @Field(() => ContactVisibility, {
    defaultValue: ContactVisibility.SHARED,
    description: 'Who may find and choose the new contact.',
  })
  visibility: ContactVisibility;
}

/** Exactly one field is given: schema.ts marks it @oneOf. */
@InputType({ description: 'Who the guest is: exactly one of these.' })
export class GuestReference {
  @Field(() => ID, { nullable: true, description: 'A contact: a shared one or a private one of the caller.' })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A user of the directory, active or not.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A placeholder of the organization, where no name is known.' })
  systemProfileId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The recipient of the order; must be true, and once in a list.',
  })
  myself?: boolean | null;

  @Field(() => ContactInput, { nullable: true, description: 'Somebody new, who becomes a contact in the same step.' })
  newContact?: ContactInput | null;
}

@InputType({ description: 'Who used one ticket.' })
export class GuestInput {
  @Field(() => ID, { description: 'A ticket of the order; each at most once.' })
  ticketId: string;

  @Field(() => GuestReference, { description: 'Who used it.' })
  guest: GuestReference;

  @Field(() => AttendeeStatus, {
    nullable: true,
    description: 'Whether the guest came; needed before the list can be submitted.',
  })
  attendeeStatus?: AttendeeStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Email for the record of this event, where none is on file for the person; the contact stays as it is.',
  })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Company for the record of this event, where none is on file for the person; up to 200 characters.',
  })
  company?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Title for the record of this event, where none is on file for the person; up to 200 characters.',
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the guest is to the organization, such as client or supplier; up to 200 characters.',
  })
  relationship?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the guest holds a public office, if it is known.' })
  isPublicOfficial?: boolean | null;
}

const ORDER_ID = {
  description: 'The order; the caller is its recipient, a proxy of the recipient, or a Ticket Manager or above.',
};
const EXPECTED_VERSION = { description: 'The `guestList.version` that the caller has seen.' };

@InputType({ description: 'The whole new guest list of an order; what is left out is gone.' })
export class SaveGuestListInput {
  @Field(() => ID, ORDER_ID)
  orderId: string;

  @Field(() => Int, EXPECTED_VERSION)
  expectedVersion: number;

  @Field(() => ID, {
    nullable: true,
    description: 'A new usage category for the order; absent or null keeps the one it has.',
  })
  usageCategoryId?: string | null;

  @Field(() => [GuestInput], { description: 'The guests; may be fewer than the tickets until the list is submitted.' })
  guests: GuestInput[];

  @Field(() => String, { nullable: true, description: 'What the occasion was for, up to 1,000 characters.' })
  businessPurpose?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether somebody of the organization was there as a host, if it is known.',
  })
  hostPresent?: boolean | null;
}

@InputType({ description: 'Which guest list is complete.' })
export class SubmitGuestListInput {
  @Field(() => ID, ORDER_ID)
  orderId: string;

  @Field(() => Int, EXPECTED_VERSION)
  expectedVersion: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Why somebody is rightly on two guest lists of the event, in 3 to 500 characters. It lets DuplicateGuest pass for this version, here and when it is confirmed, and is kept with it and in the history.',
  })
  duplicateReason?: string | null;
}

@InputType({ description: 'Which submitted guest list is final.' })
export class ConfirmGuestListInput {
  @Field(() => ID, ORDER_ID)
  orderId: string;

  @Field(() => Int, EXPECTED_VERSION)
  expectedVersion: number;
}
