import { InvalidInput } from '../../platform/common-errors.ts';

const LONGEST = 200;

/** Whether it is one name: not blank, not too long, on one line. */
export function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST && !/\p{Cc}/u.test(text);
}

/** Whether it is one email address. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/.test(text);
}

/** What a Super User writes about a person. A field that is absent or null is not looked at. */
export interface TypedFacts {
  name?: string | null;
  email?: string | null;
  jobTitle?: string | null;
  department?: string | null;
  division?: string | null;
}

/** All that is wrong with the facts, each at its field. */
export function factProblems(facts: TypedFacts): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (typeof facts.name === 'string' && !isName(facts.name)) {
    problems.push(new InvalidInput(`A name has 1 to ${LONGEST} characters and is not blank.`, ['name']));
  }
  if (typeof facts.email === 'string' && !isEmail(facts.email.trim())) {
    problems.push(new InvalidInput('Give one email address, such as ana.silva@example.com.', ['email']));
  }
  for (const field of ['jobTitle', 'department', 'division'] as const) {
    const text = facts[field]?.trim();
    if (text && !isName(text))
      problems.push(new InvalidInput(`Use at most ${LONGEST} characters, on one line.`, [field]));
  }
  return problems;
}

/** Text as it is kept: trimmed, null where nothing is left. */
export function keptText(text: string | null | undefined): string | null {
  return text?.trim() || null;
}
