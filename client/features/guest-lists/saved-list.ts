import { readFragment, type FragmentType } from '../../gql/fragment-masking.ts';
import {
  GuestListOrderFragmentDoc,
  GuestPartsFragmentDoc,
  OrderDetailsFragmentDoc,
  OrderGuestListFragmentDoc,
  type GuestListOrderFragment,
  type GuestPartsFragment,
  type OrderDetailsFragment,
  type OrderGuestListFragment,
} from '../../gql/graphql.ts';

/** An order with its guest list as the server has it. */
export interface SavedList {
  order: OrderDetailsFragment;
  list: OrderGuestListFragment;
  guests: readonly GuestPartsFragment[];
  /** Whether one person can use only one of these tickets; not so for parking. */
  admitsPerson: boolean;
  usageCategory: GuestListOrderFragment['usageCategory'];
  recipient: GuestListOrderFragment['recipient'];
  /** The viewer acts for the recipient. */
  isOnBehalf: boolean;
}

export type MaskedOrder = FragmentType<typeof GuestListOrderFragmentDoc>;

export function readSavedList(masked: MaskedOrder): SavedList {
  const parts = readFragment(GuestListOrderFragmentDoc, masked);
  const list = readFragment(OrderGuestListFragmentDoc, parts);
  return {
    order: readFragment(OrderDetailsFragmentDoc, parts),
    list,
    guests: readFragment(GuestPartsFragmentDoc, list.guestList.guests),
    admitsPerson: parts.ticketGroup.ticketCategory.admitsPerson,
    usageCategory: parts.usageCategory,
    recipient: parts.recipient,
    isOnBehalf: parts.viewerCompletesOnBehalf,
  };
}
