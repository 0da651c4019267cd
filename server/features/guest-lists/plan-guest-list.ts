import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { UsageCategoryRetired } from '../inventory/inventory.errors.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import { DuplicateGuest, type SaveGuestListError } from './guest-list.errors.ts';
import type { GuestInput, SaveGuestListInput } from './guest-list.inputs.ts';
import { type AttendeeStatus, GuestType } from './guest.entity.ts';
import { type GuestDetails, NO_DETAILS, planGuestDetails, withDetails } from './plan-guest-details.ts';
import { type KnownPeople, namesErased, planGuest, type PlannedPerson } from './plan-guest.ts';
import { duplicateGuests } from './same-person.ts';
import { lengthProblems, typedText } from './typed-text.ts';

const LONGEST_PURPOSE = 1000;

/** What planning a guest list needs to know. Maps are keyed by the id that the caller sent. */
export interface GuestListFacts extends KnownPeople {
  /** The usage category that the order has now. */
  usageCategoryId: string | null;
  usageCategories: ReadonlyMap<string, UsageCategory>;
  /** The tickets of the order. */
  tickets: ReadonlyMap<string, Ticket>;
  /** Whether the order's ticket category admits a person; false for parking. */
  admitsPerson: boolean;
}

interface PlannedGuest extends PlannedPerson, GuestDetails {
  ticketId: string;
  attendeeStatus: AttendeeStatus | null;
}

export interface GuestListPlan {
  usageCategoryId: string | null;
  businessPurpose: string | null;
  hostPresent: boolean | null;
  guests: PlannedGuest[];
}

/** What saving this input would write, or everything that is wrong with it. Pure. */
export function planGuestList(facts: GuestListFacts, input: SaveGuestListInput): GuestListPlan | SaveGuestListError[] {
  const usageCategory = planUsageCategory(facts, input.usageCategoryId);
  const businessPurpose = typedText(input.businessPurpose);
  const rows = input.guests.map((guest, index) => planRow(facts, guest, String(index)));
  const errors: SaveGuestListError[] = [
    ...usageCategory.errors,
    ...lengthProblems(businessPurpose, ['businessPurpose'], LONGEST_PURPOSE),
    ...rows.flatMap((row, index) => [...row.errors, ...ticketTwice(input.guests, index)]),
    ...samePersonTwice(facts, rows),
  ];
  if (errors.length > 0) return errors;
  return {
    usageCategoryId: usageCategory.id,
    businessPurpose,
    hostPresent: input.hostPresent ?? null,
    guests: rows.flatMap(({ guest }) => guest ?? []),
  };
}

interface PlannedRow {
  guest?: PlannedGuest;
  errors: SaveGuestListError[];
}

function planUsageCategory(
  facts: GuestListFacts,
  nodeId: string | null | undefined,
): { id: string | null; errors: SaveGuestListError[] } {
  const unchanged = facts.usageCategoryId;
  if (typeof nodeId !== 'string') return { id: unchanged, errors: [] };
  const path = ['usageCategoryId'];
  const category = facts.usageCategories.get(nodeId);
  if (!category) return { id: unchanged, errors: [new UnknownReference('This id names no usage category.', path)] };
  // A retired one that the order already has may stay.
  const refused = category.isRetired && category.id !== unchanged;
  return { id: category.id, errors: refused ? [new UsageCategoryRetired(category, path)] : [] };
}

function planRow(facts: GuestListFacts, input: GuestInput, index: string): PlannedRow {
  const errors: SaveGuestListError[] = [];
  const ticket = facts.tickets.get(input.ticketId);
  if (!ticket)
    errors.push(new UnknownReference('This id names no ticket of the order.', ['guests', index, 'ticketId']));
  const person = planGuest(input.guest, facts, ['guests', index, 'guest']);
  if (Array.isArray(person)) errors.push(...person);
  const details = planGuestDetails(input, ['guests', index]);
  if (Array.isArray(details)) errors.push(...details);
  if (!ticket || Array.isArray(person) || Array.isArray(details)) return { errors };
  const row = { ticketId: ticket.id, attendeeStatus: input.attendeeStatus ?? null };
  return { guest: { ...withDetails(person, namesErased(input.guest, facts) ? NO_DETAILS : details), ...row }, errors };
}

function ticketTwice(guests: readonly GuestInput[], index: number): InvalidInput[] {
  const first = guests.findIndex(({ ticketId }) => ticketId === guests[index]?.ticketId);
  if (first === index) return [];
  return [
    new InvalidInput(`This ticket already has a guest in row ${first + 1}.`, ['guests', String(index), 'ticketId']),
  ];
}

/** "Myself" is chosen once, on any kind of ticket; the same person attends once, on tickets that admit a person. */
function samePersonTwice(facts: GuestListFacts, rows: readonly PlannedRow[]): DuplicateGuest[] {
  const listed = rows.flatMap(({ guest }, index) => (guest ? [{ ...guest, index }] : []));
  const [, ...furtherMyself] = listed.filter(({ guestType }) => guestType === GuestType.MYSELF);
  const twice = facts.admitsPerson ? duplicateGuests(listed, []) : [];
  return [
    ...furtherMyself.map(
      ({ name, index }) => new DuplicateGuest('"Myself" can be chosen once in a guest list.', name, index),
    ),
    ...twice.filter(({ path }) => !furtherMyself.some(({ index }) => path?.[1] === String(index))),
  ];
}
