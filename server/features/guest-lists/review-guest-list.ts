import { InvalidInput } from '../../platform/common-errors.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { PlaceholderPolicy } from '../settings/settings.entity.ts';
import type { DuplicateGuest } from './guest-list.errors.ts';
import {
  AttendeeStatusMissing,
  GuestCountMismatch,
  type GuestFieldMissing,
  PlaceholderRefused,
} from './guest-list.errors.ts';
import type { GuestListWarning } from './guest-list.payloads.ts';
import { GuestListWarningKind } from './guest-list.payloads.ts';
import { GuestType } from './guest.entity.ts';
import { type DescribedGuest, type DescribedList, missingGuestFields } from './missing-guest-fields.ts';
import { duplicateGuests, type Person } from './same-person.ts';

type ListedGuest = Person & DescribedGuest;

/** A saved guest list and what it is compared with. */
export interface SavedGuestList extends DescribedList {
  usageCategoryId: string | null;
  tickets: readonly Ticket[];
  guests: readonly ListedGuest[];
  admitsPerson: boolean;
  /** Who attended according to the confirmed guest lists of the event's other orders. */
  attendedElsewhere: readonly Person[];
  placeholderPolicy: PlaceholderPolicy;
  /** Why somebody may be on two lists of the event; null where nobody gave a reason. */
  duplicateReason: string | null;
}

/** Everything that stops a saved guest list from being submitted. Pure. */
export function submissionProblems(
  list: SavedGuestList,
): (
  InvalidInput | GuestCountMismatch | AttendeeStatusMissing | GuestFieldMissing | PlaceholderRefused | DuplicateGuest
)[] {
  const { guests, tickets } = list;
  const ticketById = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return [
    ...(list.usageCategoryId
      ? []
      : [new InvalidInput('Choose a usage category and save the guest list.', ['usageCategoryId'])]),
    ...(guests.length === tickets.length ? [] : [new GuestCountMismatch(guests.length, tickets.length)]),
    ...guests.flatMap(({ name, ticketId, attendeeStatus }, index) => {
      const ticket = ticketById.get(ticketId);
      return attendeeStatus === null && ticket ? [new AttendeeStatusMissing(name, ticket, index)] : [];
    }),
    ...placeholdersRefused(list, ticketById),
    ...missingGuestFields(list, ticketById),
    ...samePersonAgain(list),
  ];
}

function placeholdersRefused(
  { guests, placeholderPolicy }: SavedGuestList,
  ticketById: ReadonlyMap<string, Ticket>,
): PlaceholderRefused[] {
  if (placeholderPolicy !== 'REFUSE') return [];
  return guests.flatMap(({ guestType, name, ticketId }, index) => {
    const ticket = guestType === GuestType.SYSTEM_PROFILE ? ticketById.get(ticketId) : undefined;
    return ticket ? [new PlaceholderRefused(name, ticket, index)] : [];
  });
}

/** Who would be at the event twice; asked again when the list is confirmed, because other orders go on meanwhile. Pure. */
export function samePersonAgain(list: SavedGuestList): DuplicateGuest[] {
  return duplicates(list, list.duplicateReason === null ? list.attendedElsewhere : []);
}

/** Who is on another confirmed list too, and passes because a reason was given. Pure. */
export function duplicatesOverridden(list: SavedGuestList): GuestListWarning[] {
  if (list.duplicateReason === null) return [];
  return duplicates(list, list.attendedElsewhere).map(({ name, path }) => ({
    kind: GuestListWarningKind.DUPLICATE_OVERRIDDEN,
    message: `${name} is on the confirmed guest list of another order for this event too: "${list.duplicateReason}"`,
    path,
  }));
}

function duplicates({ guests, admitsPerson }: SavedGuestList, elsewhere: readonly Person[]): DuplicateGuest[] {
  const listed = guests.map((guest, index) => ({ ...guest, index }));
  return admitsPerson ? duplicateGuests(listed, elsewhere) : [];
}

/** What a reviewer may criticize, without stopping anything. Pure. */
export function guestListWarnings(
  guests: readonly Pick<ListedGuest, 'guestType' | 'name' | 'attendeeStatus'>[],
  ticketCount: number,
): GuestListWarning[] {
  const warnings: GuestListWarning[] = [];
  if (guests.length < ticketCount) {
    const message = `${guests.length} of ${ticketCount} tickets have a guest; all need one before the list can be submitted.`;
    warnings.push({ kind: GuestListWarningKind.INCOMPLETE, message, path: ['guests'] });
  }
  guests.forEach(({ guestType, name, attendeeStatus }, index) => {
    const path = ['guests', String(index)];
    if (guestType === GuestType.SYSTEM_PROFILE) {
      const message = `"${name}" is a placeholder. Name the person if you can: auditors ask for it.`;
      warnings.push({ kind: GuestListWarningKind.PLACEHOLDER_GUEST, message, path: [...path, 'guest'] });
    }
    if (attendeeStatus === null) {
      const message = `Say whether ${name} attended; it is needed before the list can be submitted.`;
      warnings.push({ kind: GuestListWarningKind.INCOMPLETE, message, path: [...path, 'attendeeStatus'] });
    }
  });
  return warnings;
}
