import { InvalidInput } from '../../platform/common-errors.ts';
import type { ContactVisibility } from '../people/contact.entity.ts';
import type { ContactInput } from './guest-list.inputs.ts';

/** A contact that saving will create, its text trimmed. */
export interface NewContact {
  name: string;
  email: string | null;
  company: string | null;
  title: string | null;
  visibility: ContactVisibility;
}

const LONGEST_TEXT = 200;
const LONGEST_EMAIL = 254;

/** Checks what was typed for a new contact. Pure. `path` is where it stands in the input. */
export function planNewContact(input: ContactInput, path: string[]): NewContact | InvalidInput[] {
  const { visibility } = input;
  const contact = {
    name: input.name.trim(),
    email: text(input.email),
    company: text(input.company),
    title: text(input.title),
    visibility,
  };
  const errors: InvalidInput[] = [];
  if (!/[\p{L}\p{N}]/u.test(contact.name)) {
    errors.push(new InvalidInput('Enter the name of the new contact.', [...path, 'name']));
  }
  if (contact.email !== null && !isEmail(contact.email)) {
    errors.push(
      new InvalidInput('Enter an email address like name@example.com, or leave it empty.', [...path, 'email']),
    );
  }
  for (const field of ['name', 'company', 'title'] as const) {
    if ((contact[field]?.length ?? 0) > LONGEST_TEXT) {
      errors.push(new InvalidInput(`Use up to ${LONGEST_TEXT} characters.`, [...path, field]));
    }
  }
  return errors.length > 0 ? errors : contact;
}

/** Whether it is formed like an address; whether mail arrives there is another question. */
function isEmail(email: string): boolean {
  return email.length <= LONGEST_EMAIL && /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/.test(email);
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
