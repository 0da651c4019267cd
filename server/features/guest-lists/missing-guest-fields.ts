import { GuestField, inFieldOrder } from '../inventory/guest-field.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import { GuestFieldMissing } from './guest-list.errors.ts';
import { AttendeeStatus, type Guest, GuestType } from './guest.entity.ts';

/** A guest as far as required fields go. */
export type DescribedGuest = Pick<
  Guest,
  | 'ticketId'
  | 'guestType'
  | 'name'
  | 'attendeeStatus'
  | 'email'
  | 'company'
  | 'title'
  | 'relationship'
  | 'isPublicOfficial'
>;

/** A guest list as far as required fields go. */
export interface DescribedList {
  requiredGuestFields: readonly GuestField[];
  businessPurpose: string | null;
  hostPresent: boolean | null;
  guests: readonly DescribedGuest[];
}

/** What the usage category asks for and the list does not say: of the list first, then row by row. Pure. */
export function missingGuestFields(list: DescribedList, ticketById: ReadonlyMap<string, Ticket>): GuestFieldMissing[] {
  const required = inFieldOrder(list.requiredGuestFields);
  return [
    ...required.flatMap((field) => missingOfList(list, field)),
    ...list.guests.flatMap((guest, index) =>
      required
        .filter((field) => isMissing(guest, field))
        .map((field) => missingOfGuest(guest, index, field, ticketById.get(guest.ticketId) ?? null)),
    ),
  ];
}

function missingOfList(list: DescribedList, field: GuestField): GuestFieldMissing[] {
  if (field === GuestField.BUSINESS_PURPOSE && list.businessPurpose === null) {
    return [new GuestFieldMissing(`Say what the occasion was for. ${ASKED}`, ['businessPurpose'], field, null)];
  }
  if (field === GuestField.HOST_PRESENT && list.hostPresent === null) {
    return [new GuestFieldMissing(`Say whether a host was present. ${ASKED}`, ['hostPresent'], field, null)];
  }
  return [];
}

const ASKED = 'The usage category asks for it.';

/** Who did not come is asked for nothing; colleagues are known, but for an email or a title that the directory lacks. */
function isMissing(guest: DescribedGuest, field: GuestField): boolean {
  if (guest.attendeeStatus !== AttendeeStatus.ATTENDED || guest.guestType === GuestType.SYSTEM_PROFILE) return false;
  const isColleague = guest.guestType === GuestType.EMPLOYEE || guest.guestType === GuestType.MYSELF;
  switch (field) {
    case GuestField.EMAIL:
      return guest.email === null;
    case GuestField.TITLE:
      return guest.title === null;
    case GuestField.COMPANY:
      return !isColleague && guest.company === null;
    case GuestField.RELATIONSHIP:
      return !isColleague && guest.relationship === null;
    case GuestField.PUBLIC_OFFICIAL:
      return !isColleague && guest.isPublicOfficial === null;
    default:
      return false;
  }
}

function missingOfGuest(
  guest: DescribedGuest,
  index: number,
  field: GuestField,
  ticket: Ticket | null,
): GuestFieldMissing {
  const { input, what } = OF_GUEST[field] ?? { input: 'guest', what: 'Say more about' };
  return new GuestFieldMissing(`${what} ${guest.name}. ${ASKED}`, ['guests', String(index), input], field, ticket);
}

const OF_GUEST: Partial<Record<GuestField, { input: string; what: string }>> = {
  EMAIL: { input: 'email', what: 'Enter the email of' },
  COMPANY: { input: 'company', what: 'Enter the company of' },
  TITLE: { input: 'title', what: 'Enter the title of' },
  RELATIONSHIP: { input: 'relationship', what: 'Enter the relationship to' },
  PUBLIC_OFFICIAL: { input: 'isPublicOfficial', what: 'Say whether a public office is held by' },
};
