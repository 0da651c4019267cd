import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Order } from '../orders/order.entity.ts';
import {
  type ConfirmGuestListError,
  ConfirmGuestListErrorUnion,
  type SaveGuestListError,
  SaveGuestListErrorUnion,
  type SubmitGuestListError,
  SubmitGuestListErrorUnion,
} from './guest-list.errors.ts';

export const GuestListWarningKind = {
  PLACEHOLDER_GUEST: 'PLACEHOLDER_GUEST',
  INCOMPLETE: 'INCOMPLETE',
  DUPLICATE_OVERRIDDEN: 'DUPLICATE_OVERRIDDEN',
} as const;
export type GuestListWarningKind = (typeof GuestListWarningKind)[keyof typeof GuestListWarningKind];

registerEnumType(GuestListWarningKind, {
  name: 'GuestListWarningKind',
  description: 'What a guest list may be criticized for.',
  valuesConfig: {
    PLACEHOLDER_GUEST: { description: 'A guest is a placeholder instead of a person; auditors ask for names.' },
    INCOMPLETE: {
      description: 'A guest or an attendee status is missing; the list can be saved so, but not submitted.',
    },
    DUPLICATE_OVERRIDDEN: {
      description:
        'A guest is on the confirmed list of another order for this event too, and a reason was given for it.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something to look at that stops nothing.' })
export class GuestListWarning {
  @Field(() => GuestListWarningKind, { description: 'What it is about.' })
  kind: GuestListWarningKind;

  @Field(() => String, { description: 'What it is, in English, for a person to read.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Where in the guest list, for example ["guests", "0", "guest"]; null when it concerns the whole.',
  })
  path?: string[] | null;
}

const ORDER = {
  nullable: true,
  description: 'The order as it is now, also after an error; null where `orderId` names none that the caller can see.',
};
const USER_ERRORS = { description: 'Why nothing was changed; empty exactly when it worked.' };

@ObjectType({ simpleResolvers: true, description: 'Outcome of saveGuestList.' })
export class SaveGuestListPayload {
  @Field(() => Order, ORDER)
  order: Order | null;

  @Field(() => [GuestListWarning], { description: 'What to look at before submitting; empty after an error.' })
  warnings: GuestListWarning[];

  @Field(() => [SaveGuestListErrorUnion], USER_ERRORS)
  userErrors: SaveGuestListError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of submitGuestList.' })
export class SubmitGuestListPayload {
  @Field(() => Order, ORDER)
  order: Order | null;

  @Field(() => [GuestListWarning], { description: 'What to look at before confirming; empty after an error.' })
  warnings: GuestListWarning[];

  @Field(() => [SubmitGuestListErrorUnion], USER_ERRORS)
  userErrors: SubmitGuestListError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of confirmGuestList.' })
export class ConfirmGuestListPayload {
  @Field(() => Order, ORDER)
  order: Order | null;

  @Field(() => [ConfirmGuestListErrorUnion], USER_ERRORS)
  userErrors: ConfirmGuestListError[];
}
