import type {
  AttendeeStatus,
  ContactInput,
  GuestInput,
  GuestPartsFragment,
  GuestReference,
  GuestType,
} from '../../gql/graphql.ts';
import type { Person } from '../../ui/person.ts';
import { noDetails, type GuestDetails } from './guest-details.ts';

/** Somebody who can be named as a guest, with what is on file for them. */
export interface GuestPerson extends Person {
  company: string | null;
  title: string | null;
}

/** Somebody who is chosen for a row: known already, or a contact that saving creates. */
export type ChosenGuest = { kind: 'known'; person: GuestPerson } | { kind: 'new'; contact: ContactInput };

/** One row of the form: one ticket, whoever used it, and whether they came. */
export interface GuestRow {
  ticketId: string;
  seat: string | null;
  guestType: GuestType | null;
  /** Of the row's guest type; null for MYSELF, who needs no choice. */
  guest: ChosenGuest | null;
  attendeeStatus: AttendeeStatus | null;
  details: GuestDetails;
}

/** A row for every ticket, with the guest that is saved for it. */
export function rowsOf(
  tickets: readonly { id: string; seat: string | null }[],
  guests: readonly GuestPartsFragment[],
): GuestRow[] {
  const byTicket = new Map(guests.map((guest) => [guest.ticket.id, guest]));
  return tickets.map(({ id, seat }) => {
    const saved = byTicket.get(id);
    return {
      ticketId: id,
      seat,
      guestType: saved?.guestType ?? null,
      guest: saved ? chosenOf(saved) : null,
      attendeeStatus: saved?.attendeeStatus ?? null,
      details: saved ? detailsOf(saved) : noDetails,
    };
  });
}

/** The row with another guest, of whom nothing was said yet. */
export function withGuest(row: GuestRow, guestType: GuestType | null, guest: ChosenGuest | null): GuestRow {
  return { ...row, guestType, guest, details: noDetails };
}

/** Who it is, in a few words; null while nobody is chosen. */
export function nameOf(row: GuestRow, recipient: string): string | null {
  if (row.guestType === 'MYSELF') return recipient;
  if (!row.guest) return null;
  return row.guest.kind === 'new' ? row.guest.contact.name : row.guest.person.name;
}

/** A row can be saved once it is known who the guest is. */
export function hasGuest(row: GuestRow): boolean {
  return row.guestType === 'MYSELF' || (row.guestType !== null && row.guest !== null);
}

/** What is sent when saving, and for each guest in it the index of its row. */
export function toInput(rows: readonly GuestRow[]): { guests: GuestInput[]; rowIndexes: number[] } {
  const rowIndexes = [...rows.keys()].filter((index) => hasGuest(rows[index] as GuestRow));
  const guests = rowIndexes.map((index) => {
    const row = rows[index] as GuestRow;
    return {
      ticketId: row.ticketId,
      guest: referenceOf(row),
      attendeeStatus: row.attendeeStatus,
      ...typedDetails(row.details),
    };
  });
  return { guests, rowIndexes };
}

/** The saved guest as somebody who is chosen; null for "myself" and where the viewer may not choose them. */
export function chosenOf(saved: GuestPartsFragment): ChosenGuest | null {
  switch (saved.guestType) {
    case 'CONTACT':
      return saved.contact && known({ ...saved.contact, detail: saved.contact.company });
    case 'EMPLOYEE':
      return saved.user && known(fromUser(saved.user));
    case 'SYSTEM_PROFILE':
      return saved.systemProfile && chosenPlaceholder(saved.systemProfile);
    case 'MYSELF':
      return null;
  }
}

export function chosenPlaceholder({ id, name }: { id: string; name: string }): ChosenGuest {
  return known({ id, name, email: null, detail: null, company: null, title: null });
}

/** A user of the directory; everybody there is of the same company. */
export function fromUser(user: {
  id: string;
  name: string;
  email: string;
  department: string | null;
  jobTitle: string | null;
}): GuestPerson {
  const { id, name, email, department, jobTitle } = user;
  return { id, name, email, detail: department, company: null, title: jobTitle };
}

function known(person: GuestPerson): ChosenGuest {
  return { kind: 'known', person };
}

/** What was said of the guest at this event alone: what is on file today is not repeated. */
function detailsOf(saved: GuestPartsFragment): GuestDetails {
  const { contact, user } = saved;
  return {
    email: contact?.email || user ? '' : (saved.email ?? ''),
    company: contact?.company ? '' : (saved.company ?? ''),
    title: contact?.title || user?.jobTitle ? '' : (saved.title ?? ''),
    relationship: saved.relationship ?? '',
    isPublicOfficial: saved.isPublicOfficial,
  };
}

function typedDetails(details: GuestDetails): Omit<GuestInput, 'ticketId' | 'guest' | 'attendeeStatus'> {
  return {
    email: details.email.trim() || null,
    company: details.company.trim() || null,
    title: details.title.trim() || null,
    relationship: details.relationship.trim() || null,
    isPublicOfficial: details.isPublicOfficial,
  };
}

function referenceOf({ guestType, guest, details }: GuestRow): GuestReference {
  if (guestType === 'MYSELF' || !guest) return { myself: true };
  if (guest.kind === 'new') return { newContact: newContactOf(guest.contact, details) };
  const { id } = guest.person;
  if (guestType === 'CONTACT') return { contactId: id };
  return guestType === 'EMPLOYEE' ? { userId: id } : { systemProfileId: id };
}

/** What the row was asked for is known of the new contact too. */
function newContactOf(contact: ContactInput, details: GuestDetails): ContactInput {
  return {
    ...contact,
    email: contact.email || details.email.trim() || null,
    company: contact.company || details.company.trim() || null,
    title: contact.title || details.title.trim() || null,
  };
}
