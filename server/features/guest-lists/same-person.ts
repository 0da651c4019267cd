import { DuplicateGuest } from './guest-list.errors.ts';
import { AttendeeStatus, GuestType } from './guest.entity.ts';

/** What tells a person: the contact, the user, or the email, in any case. A placeholder is no person. */
export interface Person {
  guestType: GuestType;
  contactId: string | null;
  userId: string | null;
  email: string | null;
}

/** A guest as far as the comparison goes; `index` is the row that an error points to. */
export interface ListedPerson extends Person {
  index: number;
  name: string;
  attendeeStatus: AttendeeStatus | null;
}

/**
 * Persons who would be at one event twice: ATTENDED in two rows of this list, or also in `elsewhere`, the confirmed lists of the
 * event's other orders. Only for tickets that admit a person. The later row is the one that is marked.
 */
export function duplicateGuests(guests: readonly ListedPerson[], elsewhere: readonly Person[]): DuplicateGuest[] {
  const takenElsewhere = new Set(elsewhere.flatMap(keysOf));
  const rowOf = new Map<string, number>();
  return guests.flatMap((guest) => {
    const keys = guest.attendeeStatus === AttendeeStatus.ATTENDED ? keysOf(guest) : [];
    const earlier = keys.map((key) => rowOf.get(key)).find((row) => row !== undefined);
    for (const key of keys) if (!rowOf.has(key)) rowOf.set(key, guest.index);
    if (earlier !== undefined) return [duplicateOf(guest, `is already in row ${earlier + 1} as attended`)];
    if (keys.some((key) => takenElsewhere.has(key))) {
      return [duplicateElsewhere(guest)];
    }
    return [];
  });
}

function duplicateOf(guest: ListedPerson, where: string, remedy = 'or mark a no-show'): DuplicateGuest {
  const message = `${guest.name} ${where}. A person can use one ticket of an event: choose somebody else, ${remedy}.`;
  return new DuplicateGuest(message, guest.name, guest.index);
}

function duplicateElsewhere(guest: ListedPerson): DuplicateGuest {
  const where = 'is on the confirmed guest list of another order for this event as attended';
  return duplicateOf(guest, where, 'mark a no-show, or submit with the reason why it is right');
}

function keysOf(person: Person): string[] {
  if (person.guestType === GuestType.SYSTEM_PROFILE) return [];
  const email = person.email?.trim().toLowerCase();
  return [
    ...(person.contactId ? [`contact ${person.contactId}`] : []),
    ...(person.userId ? [`user ${person.userId}`] : []),
    ...(email ? [`email ${email}`] : []),
  ];
}
