import type { GuestListVersion } from '../features/guest-lists/guest-list-version.entity.ts';
import type { Guest } from '../features/guest-lists/guest.entity.ts';
import { guestListDueAt } from '../features/orders/guest-list-due.ts';
import type { DemoChoices } from './demo-choices.ts';
import type { DemoOrder } from './demo-orders.ts';
import type { DemoUser } from './demo-people.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';

export interface DemoGuestLists {
  versions: DemoRow<GuestListVersion>[];
  guests: DemoRow<Guest>[];
}

/** How far a guest list has come. */
type Stage = 'NONE' | 'SAVED' | 'SUBMITTED' | 'CONFIRMED' | 'ON_BEHALF' | 'REOPENED';

const DAY = 86_400_000;
/** Of the newest orders, newest first, so that those who can sign in find every stage. */
const NEWEST: readonly Stage[] = [
  'NONE',
  'NONE',
  'SAVED',
  'NONE',
  'SUBMITTED',
  'NONE',
  'CONFIRMED',
  'SAVED',
  'NONE',
  'CONFIRMED',
  'ON_BEHALF',
  'REOPENED',
];
const RECENT: readonly Stage[] = [
  'NONE',
  'NONE',
  'NONE',
  'SAVED',
  'SAVED',
  'SUBMITTED',
  'CONFIRMED',
  'CONFIRMED',
  'CONFIRMED',
  'CONFIRMED',
];
const OLD: readonly Stage[] = ['NONE', 'SAVED', 'SUBMITTED', ...Array<Stage>(12).fill('CONFIRMED')];

/** Guest lists for backfilled orders (newest last), which get their state: the older the order, the likelier it is confirmed. */
export function buildGuestLists(
  orders: readonly DemoOrder[],
  users: readonly DemoUser[],
  choices: DemoChoices,
  now: Date,
  random: DemoRandom,
): DemoGuestLists {
  const lists: DemoGuestLists = { versions: [], guests: [] };
  const seen = new Set<string>();
  for (const [index, order] of orders.entries()) {
    const age = (now.getTime() - order.row.createdAt.getTime()) / DAY;
    const stage = NEWEST[orders.length - 1 - index] ?? random.pick(age > 21 ? OLD : RECENT);
    if (stage === 'NONE') continue;
    // Who completes for somebody else cannot name that person's private contacts.
    const shared = choices.contacts.filter(({ visibility }) => visibility === 'SHARED');
    const choosable = stage === 'ON_BEHALF' ? { ...choices, contacts: shared } : choices;
    const list = chooseGuests(order, users, choosable, seen, random);
    const [first, second, third, fourth] = moments(order.row.createdAt, now, random);
    // Some are saved half-way first; the older version stays.
    if (stage === 'SAVED' || random.chance(0.3)) addVersion(lists, order, first, halfway(list, random), random);
    if (stage === 'SAVED') continue;
    addVersion(lists, order, second, list, random);
    const completer = stage === 'ON_BEHALF' ? other(users, 'TICKET_MANAGER', order.recipient) : order.recipient;
    if (stage === 'ON_BEHALF') {
      Object.assign(lists.versions.at(-1) ?? {}, { savedById: completer.id, onBehalfOfId: order.recipient.id });
    }
    const submitted = { submittedAt: third, submittedById: completer.id };
    Object.assign(order.row, submitted);
    Object.assign(lists.versions.at(-1) ?? {}, submitted);
    if (stage === 'SUBMITTED') continue;
    const confirmed = { confirmedAt: fourth, confirmedById: completer.id };
    Object.assign(order.row, { status: 'CONFIRMED', ...confirmed });
    Object.assign(lists.versions.at(-1) ?? {}, confirmed);
    if (stage === 'REOPENED') reopen(lists, order, fourth, list, other(users, 'SUPER_USER', order.recipient), random);
  }
  return lists;
}

/** A Super User opened the confirmed list again: a copy of it is what can be changed. */
function reopen(
  lists: DemoGuestLists,
  order: DemoOrder,
  reopenedAt: Date,
  list: GuestFacts[],
  superUser: DemoUser,
  random: DemoRandom,
): void {
  const reopened = { reopenedAt, reopenedById: superUser.id, reopenReason: 'One of the guests was somebody else.' };
  Object.assign(lists.versions.at(-1) ?? {}, reopened);
  addVersion(lists, order, reopenedAt, list, random);
  Object.assign(lists.versions.at(-1) ?? {}, { savedById: superUser.id });
  const open = { submittedAt: null, submittedById: null, confirmedAt: null, confirmedById: null };
  Object.assign(order.row, { status: 'CONFIRM_GUEST_LIST', dueAt: guestListDueAt(reopenedAt), ...open });
}

function other(users: readonly DemoUser[], role: DemoUser['role'], than: DemoUser): DemoUser {
  const found = users.find((user) => user.role === role && user.id !== than.id);
  if (!found) throw new Error(`The demo has nobody else with the role ${role}.`);
  return found;
}

/** What may become of a version later. */
const UNTOUCHED = {
  onBehalfOfId: null,
  submittedAt: null,
  submittedById: null,
  confirmedAt: null,
  confirmedById: null,
  reopenedAt: null,
  reopenedById: null,
  reopenReason: null,
  duplicateReason: null,
};

const PURPOSES = ['Renewal of the yearly contract', 'Thanks for a successful project', 'Introduction of the new team'];

type GuestFacts = Omit<DemoRow<Guest>, 'id' | 'guestListVersionId' | 'position'>;

function addVersion(
  { versions, guests }: DemoGuestLists,
  { row, recipient }: DemoOrder,
  savedAt: Date,
  list: GuestFacts[],
  random: DemoRandom,
): void {
  row.guestListVersion += 1;
  const version = {
    id: random.id(),
    orderId: row.id,
    version: row.guestListVersion,
    usageCategoryId: row.usageCategoryId,
    businessPurpose: PURPOSES[row.guestListVersion % PURPOSES.length] ?? null,
    hostPresent: list.some(({ guestType, userId }) => guestType === 'MYSELF' && userId === recipient.id),
    savedById: recipient.id,
    savedAt,
    ...UNTOUCHED,
  };
  versions.push(version);
  guests.push(
    ...list.map((guest, position) => ({ id: random.id(), guestListVersionId: version.id, position, ...guest })),
  );
}

/** Not everybody is named yet, and not for everybody is it known whether they came. */
function halfway(list: readonly GuestFacts[], random: DemoRandom): GuestFacts[] {
  const named = list.slice(0, Math.max(1, list.length - 1));
  return named.map((guest, index) => (index === 0 || random.chance(0.5) ? { ...guest, attendeeStatus: null } : guest));
}

/** Four moments, one after the other, between the order and now. */
function moments(createdAt: Date, now: Date, random: DemoRandom): [Date, Date, Date, Date] {
  const span = Math.min(now.getTime() - createdAt.getTime(), 6 * DAY) * (0.3 + 0.7 * random.fraction());
  const after = (part: number) => new Date(createdAt.getTime() + Math.floor(span * part));
  return [after(0.4), after(0.8), after(0.9), after(0.95)];
}

/** A guest for every ticket of an order. Nobody is at one event twice. */
function chooseGuests(
  order: DemoOrder,
  users: readonly DemoUser[],
  choices: DemoChoices,
  seen: Set<string>,
  random: DemoRandom,
): GuestFacts[] {
  const isNew = (id: string): boolean => {
    const key = `${order.row.eventId} ${id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  return order.tickets.map(({ id: ticketId }, index) => {
    const attendeeStatus = random.chance(0.88) ? 'ATTENDED' : 'NO_SHOW';
    return { ticketId, attendeeStatus, ...choosePerson(order, index, users, choices, isNew, random) };
  });
}

type Person = Omit<GuestFacts, 'ticketId' | 'attendeeStatus'>;

function choosePerson(
  { recipient }: DemoOrder,
  index: number,
  users: readonly DemoUser[],
  choices: DemoChoices,
  isNew: (id: string) => boolean,
  random: DemoRandom,
): Person {
  if (index === 0 && random.chance(0.6) && isNew(recipient.id)) return fromUser(recipient, 'MYSELF');
  const kind = random.fraction();
  const ownPrivate = choices.contacts.filter(
    ({ visibility, createdById }) => visibility === 'PRIVATE' && createdById === recipient.id,
  );
  const contact = kind < 0.15 && ownPrivate.length > 0 ? random.pick(ownPrivate) : random.pick(choices.contacts);
  const mayChoose = contact.visibility === 'SHARED' || contact.createdById === recipient.id;
  if (kind < 0.7 && mayChoose && isNew(contact.id)) {
    const { id, name, email, company, title } = contact;
    const relationship = title?.startsWith('Chief') ? 'Prospect' : 'Client';
    const known = { relationship, isPublicOfficial: false };
    return { ...NOBODY, guestType: 'CONTACT', contactId: id, name, email, company, title, ...known };
  }
  const colleague = random.pick(users);
  if (kind < 0.92 && colleague.id !== recipient.id && isNew(colleague.id)) return fromUser(colleague, 'EMPLOYEE');
  const profile = random.pick(choices.systemProfiles);
  return { ...NOBODY, guestType: 'SYSTEM_PROFILE', systemProfileId: profile.id, name: profile.name };
}

const NOBODY = {
  contactId: null,
  userId: null,
  systemProfileId: null,
  email: null,
  company: null,
  title: null,
  relationship: null,
  isPublicOfficial: null,
};

function fromUser({ id, name, email, jobTitle }: DemoUser, guestType: 'MYSELF' | 'EMPLOYEE'): Person {
  return { ...NOBODY, guestType, userId: id, name, email, title: jobTitle };
}
