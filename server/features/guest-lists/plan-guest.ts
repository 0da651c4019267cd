import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { Contact } from '../people/contact.entity.ts';
import type { SystemProfile } from '../people/system-profile.entity.ts';
import type { User } from '../people/user.entity.ts';
import type { GuestReference } from './guest-list.inputs.ts';
import { GuestType } from './guest.entity.ts';
import { type NewContact, planNewContact } from './plan-new-contact.ts';

/** The people whom a list may name: rows that the caller can see, by the id that the caller sent. */
export interface KnownPeople {
  recipient: User;
  contacts: ReadonlyMap<string, Contact>;
  users: ReadonlyMap<string, User>;
  systemProfiles: ReadonlyMap<string, SystemProfile>;
}

/** Who a guest is, with copies of what is on file today. A new contact has no id yet. */
export interface PlannedPerson {
  guestType: GuestType;
  contactId: string | null;
  userId: string | null;
  systemProfileId: string | null;
  name: string;
  email: string | null;
  company: string | null;
  title: string | null;
  newContact: NewContact | null;
}

type Errors = (UnknownReference | InvalidInput)[];

/** Turns a reference into a person, or says what is wrong with it. Pure. `path` is where it stands in the input. */
export function planGuest(reference: GuestReference, people: KnownPeople, path: string[]): PlannedPerson | Errors {
  const given = Object.entries(reference).filter(([, value]) => value !== null && value !== undefined);
  if (given.length !== 1) return [new InvalidInput('Say who the guest is in exactly one way.', path)];
  const { contactId, userId, systemProfileId, newContact, myself } = reference;
  if (typeof contactId === 'string') {
    const contact = people.contacts.get(contactId);
    return contact ? fromContact(contact) : unknown('contact', [...path, 'contactId']);
  }
  if (typeof userId === 'string') {
    const user = people.users.get(userId);
    return user ? fromUser(user, GuestType.EMPLOYEE) : unknown('user', [...path, 'userId']);
  }
  if (typeof systemProfileId === 'string') {
    const profile = people.systemProfiles.get(systemProfileId);
    return profile ? fromSystemProfile(profile) : unknown('placeholder', [...path, 'systemProfileId']);
  }
  if (newContact) {
    const planned = planNewContact(newContact, [...path, 'newContact']);
    return Array.isArray(planned) ? planned : fromNewContact(planned);
  }
  if (myself) return fromUser(people.recipient, GuestType.MYSELF);
  return [new InvalidInput('Send myself: true, or name the guest in another way.', [...path, 'myself'])];
}

/** Whether the reference names somebody who was erased: nothing about them is written down again. */
export function namesErased({ contactId, userId, myself }: GuestReference, people: KnownPeople): boolean {
  if (typeof contactId === 'string') return people.contacts.get(contactId)?.isErased ?? false;
  if (typeof userId === 'string') return people.users.get(userId)?.isErased ?? false;
  return myself === true && people.recipient.isErased;
}

const NOBODY = {
  contactId: null,
  userId: null,
  systemProfileId: null,
  email: null,
  company: null,
  title: null,
  newContact: null,
};

function fromContact({ id, name, email, company, title }: Contact): PlannedPerson {
  return { ...NOBODY, guestType: GuestType.CONTACT, contactId: id, name, email, company, title };
}

function fromNewContact(newContact: NewContact): PlannedPerson {
  const { name, email, company, title } = newContact;
  return { ...NOBODY, guestType: GuestType.CONTACT, name, email, company, title, newContact };
}

function fromUser(user: User, guestType: GuestType): PlannedPerson {
  const email = user.isErased ? null : user.email;
  return { ...NOBODY, guestType, userId: user.id, name: user.name, email, title: user.jobTitle };
}

function fromSystemProfile({ id, name }: SystemProfile): PlannedPerson {
  return { ...NOBODY, guestType: GuestType.SYSTEM_PROFILE, systemProfileId: id, name };
}

function unknown(what: string, path: string[]): Errors {
  return [new UnknownReference(`This id names no ${what} that you can choose.`, path)];
}
