import { InvalidInput } from '../../platform/common-errors.ts';
import type { ContactVisibility } from '../people/contact.entity.ts';
import type { ContactInput } from './guest-list.inputs.ts';
import { emailProblems, lengthProblems, typedText } from './typed-text.ts';

/** A contact that saving will create, its text trimmed. */
export interface NewContact {
  name: string;
  email: string | null;
  company: string | null;
  title: string | null;
  visibility: ContactVisibility;
}

/** Checks what was typed for a new contact. Pure. `path` is where it stands in the input. */
export function planNewContact(input: ContactInput, path: string[]): NewContact | InvalidInput[] {
  const { visibility } = input;
  const contact = {
    name: input.name.trim(),
    email: typedText(input.email),
    company: typedText(input.company),
    title: typedText(input.title),
    visibility,
  };
  const isNamed = /[\p{L}\p{N}]/u.test(contact.name);
  const errors: InvalidInput[] = [
    ...(isNamed ? [] : [new InvalidInput('Enter the name of the new contact.', [...path, 'name'])]),
    ...emailProblems(contact.email, [...path, 'email']),
    ...(['name', 'company', 'title'] as const).flatMap((field) => lengthProblems(contact[field], [...path, field])),
  ];
  return errors.length > 0 ? errors : contact;
}
