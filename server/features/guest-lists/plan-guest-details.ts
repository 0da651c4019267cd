import type { InvalidInput } from '../../platform/common-errors.ts';
import type { GuestInput } from './guest-list.inputs.ts';
import { GuestType } from './guest.entity.ts';
import type { PlannedPerson } from './plan-guest.ts';
import { emailProblems, lengthProblems, typedText } from './typed-text.ts';

/** What one row says about a guest beside who it is. */
export interface GuestDetails {
  email: string | null;
  company: string | null;
  title: string | null;
  relationship: string | null;
  isPublicOfficial: boolean | null;
}

/** Nothing is said. */
export const NO_DETAILS: GuestDetails = {
  email: null,
  company: null,
  title: null,
  relationship: null,
  isPublicOfficial: null,
};

/** Checks the details of one row. Pure. `path` is where the row stands in the input. */
export function planGuestDetails(input: GuestInput, path: string[]): GuestDetails | InvalidInput[] {
  const details = {
    email: typedText(input.email),
    company: typedText(input.company),
    title: typedText(input.title),
    relationship: typedText(input.relationship),
    isPublicOfficial: input.isPublicOfficial ?? null,
  };
  const errors = [
    ...emailProblems(details.email, [...path, 'email']),
    ...(['company', 'title', 'relationship'] as const).flatMap((field) =>
      lengthProblems(details[field], [...path, field]),
    ),
  ];
  return errors.length > 0 ? errors : details;
}

/** The person with these details: what is on file wins, the row fills what is missing there. A placeholder is no person. */
export function withDetails(person: PlannedPerson, details: GuestDetails): PlannedPerson & GuestDetails {
  if (person.guestType === GuestType.SYSTEM_PROFILE) return { ...details, ...person };
  return {
    ...person,
    ...details,
    email: person.email ?? details.email,
    company: person.company ?? details.company,
    title: person.title ?? details.title,
  };
}
