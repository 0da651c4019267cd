import type { RequestContext } from '../../platform/context.ts';
import { fold } from '../../platform/fold.ts';
import { UserError } from '../../platform/user-error.ts';
import { Contact } from '../people/contact.entity.ts';
import { ERASED_NAME, erasePerson, ERASURE_OPTIONS, lockPerson } from './erase-person.ts';
import type { EraseContactInput } from './erasure.types.ts';

const KIND = { type: 'Contact', entity: Contact, guestColumn: 'contact_id', field: 'contactId' } as const;

/** Erases the personal data of a contact everywhere, or says why not. */
export function eraseContact(input: EraseContactInput, ctx: RequestContext): Promise<Contact | UserError> {
  return ctx.write(async (tx) => {
    const person = await lockPerson(tx, KIND, input.contactId);
    if (person instanceof UserError) return person;
    const replacement = { email: null, company: null, title: null, searchText: fold(ERASED_NAME) };
    return erasePerson(tx, ctx, KIND, { person, reason: input.reason, replacement });
  }, ERASURE_OPTIONS);
}
