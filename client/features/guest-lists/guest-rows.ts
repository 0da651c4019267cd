import type {
  AttendeeStatus,
  ContactInput,
  GuestInput,
  GuestPartsFragment,
  GuestReference,
  GuestType,
} from '../../gql/graphql.ts';
import type { Person } from '../../ui/person.ts';

/** Somebody who is chosen for a row: known already, or a contact that saving creates. */
export type ChosenGuest = { kind: 'known'; person: Person } | { kind: 'new'; contact: ContactInput };

/** One row of the form: one ticket, whoever used it, and whether they came. */
export interface GuestRow {
  ticketId: string;
  seat: string | null;
  guestType: GuestType | null;
  /** Of the row's guest type; null for MYSELF, who needs no choice. */
  guest: ChosenGuest | null;
  attendeeStatus: AttendeeStatus | null;
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
    };
  });
}

/** Who it is, in a few words; null while nobody is chosen. */
export function nameOf(row: GuestRow, myself: string): string | null {
  if (row.guestType === 'MYSELF') return myself;
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
    return { ticketId: row.ticketId, guest: referenceOf(row), attendeeStatus: row.attendeeStatus };
  });
  return { guests, rowIndexes };
}

function chosenOf(saved: GuestPartsFragment): ChosenGuest | null {
  const known = (person: Person): ChosenGuest => ({ kind: 'known', person });
  switch (saved.guestType) {
    case 'CONTACT':
      return saved.contact && known({ ...saved.contact, detail: saved.contact.company });
    case 'EMPLOYEE':
      return saved.user && known({ ...saved.user, detail: saved.user.department });
    case 'SYSTEM_PROFILE':
      return saved.systemProfile && known({ ...saved.systemProfile, email: null, detail: null });
    case 'MYSELF':
      return null;
  }
}

function referenceOf({ guestType, guest }: GuestRow): GuestReference {
  if (guestType === 'MYSELF' || !guest) return { myself: true };
  if (guest.kind === 'new') return { newContact: guest.contact };
  const { id } = guest.person;
  if (guestType === 'CONTACT') return { contactId: id };
  return guestType === 'EMPLOYEE' ? { userId: id } : { systemProfileId: id };
}
