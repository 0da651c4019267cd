import { InvalidInput } from '../../platform/common-errors.ts';

const LONGEST_TEXT = 200;
const LONGEST_EMAIL = 254;

/** What somebody typed, trimmed; null for nothing. */
export function typedText(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

/** Refuses what is not formed like an address; whether mail arrives there is another question. */
export function emailProblems(email: string | null, path: string[]): InvalidInput[] {
  if (email === null || isEmail(email)) return [];
  return [new InvalidInput('Enter an email address like name@example.com, or leave it empty.', path)];
}

/** Refuses more text than a field holds. */
export function lengthProblems(text: string | null, path: string[], longest = LONGEST_TEXT): InvalidInput[] {
  return (text?.length ?? 0) > longest ? [new InvalidInput(`Use up to ${longest} characters.`, path)] : [];
}

function isEmail(email: string): boolean {
  return email.length <= LONGEST_EMAIL && /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/.test(email);
}
