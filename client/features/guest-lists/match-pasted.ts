import { hasGuest, withGuest, type ChosenGuest, type GuestRow } from './guest-rows.ts';
import type { PastedGuest } from './pasted-lines.ts';
import type { FoundGuest } from './useGuestSearch.ts';

/** Whom a pasted line means: somebody on file, a contact that is yet to be created, or it cannot be told. */
export type PastedMatch =
  | { kind: 'known'; line: PastedGuest; person: FoundGuest }
  | { kind: 'new'; line: PastedGuest }
  | { kind: 'ambiguous' | 'nameless' | 'repeated'; line: PastedGuest };

/** Somebody of this email, or without an email the only one of exactly this name. */
export function matchPasted(line: PastedGuest, found: readonly FoundGuest[]): PastedMatch {
  const same = found.filter((person) =>
    line.email === null ? isSame(person.name, line.name) : isSame(person.email, line.email),
  );
  // A colleague who is on file as a contact too is the colleague.
  const person = same.find(({ guestType }) => guestType === 'EMPLOYEE') ?? same[0];
  if (person && (same.length === 1 || line.email !== null)) return { kind: 'known', line, person };
  if (same.length > 1) return { kind: 'ambiguous', line };
  return { kind: line.name === null ? 'nameless' : 'new', line };
}

/** Marks who stands in the list twice: one person uses one ticket. */
export function markRepeated(matches: readonly PastedMatch[]): PastedMatch[] {
  const seen = new Set<string>();
  return matches.map((match) => {
    const key = keyOf(match);
    if (key === null) return match;
    if (seen.has(key)) return { kind: 'repeated', line: match.line };
    seen.add(key);
    return match;
  });
}

export interface PlacedGuests {
  rows: GuestRow[];
  placed: number;
  /** Guests for whom no ticket is left. */
  tooMany: number;
  /** Tickets that still have no guest. */
  stillOpen: number;
}

/** Puts the guests into the rows that have none yet, in order. */
export function placeGuests(
  rows: readonly GuestRow[],
  matches: readonly PastedMatch[],
  recipientId: string,
  allAttended: boolean,
): PlacedGuests {
  const waiting = matches.filter(({ kind }) => kind === 'known' || kind === 'new');
  let placed = 0;
  const next = rows.map((row) => {
    const match = hasGuest(row) ? undefined : waiting[placed];
    if (!match) return row;
    placed += 1;
    const status = allAttended ? ('ATTENDED' as const) : row.attendeeStatus;
    return { ...rowWith(row, match, recipientId, rows), attendeeStatus: status };
  });
  const stillOpen = next.filter((row) => !hasGuest(row)).length;
  return { rows: next, placed, tooMany: waiting.length - placed, stillOpen };
}

function rowWith(row: GuestRow, match: PastedMatch, recipientId: string, rows: readonly GuestRow[]): GuestRow {
  if (match.kind !== 'known') return withGuest(row, 'CONTACT', newContact(match.line));
  const isMyself = match.person.id === recipientId && !rows.some(({ guestType }) => guestType === 'MYSELF');
  if (isMyself) return withGuest(row, 'MYSELF', null);
  return withGuest(row, match.person.guestType, { kind: 'known', person: match.person });
}

function newContact({ name, email, company }: PastedGuest): ChosenGuest {
  return { kind: 'new', contact: { name: name ?? '', email, company, title: null, visibility: 'SHARED' } };
}

function keyOf(match: PastedMatch): string | null {
  if (match.kind === 'known') return match.person.id;
  return match.kind === 'new' ? (match.line.email?.toLowerCase() ?? null) : null;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}
