import type { NewOrganization } from './create-organization.ts';
import { isEmail, isName } from './person-facts.ts';

/** All that is wrong with the facts of a new organization, under the names of the command's options. */
export function organizationProblems(facts: NewOrganization): string[] {
  const checks: [boolean, string][] = [
    [
      /^[a-z0-9][a-z0-9-]{0,62}$/.test(facts.slug),
      '--slug: use lower-case letters, digits and hyphens, at most 63, such as northwind.',
    ],
    [isName(facts.name), '--name: use 1 to 200 characters.'],
    [isTimeZone(facts.timeZone), '--time-zone: give an IANA time zone, such as America/New_York or Europe/Paris.'],
    [isEmail(facts.admin.email), '--admin-email: give one email address, such as admin@northwind.example.'],
    [isName(facts.admin.name), '--admin-name: use 1 to 200 characters.'],
  ];
  return checks.filter(([right]) => !right).map(([, problem]) => problem);
}

/** Abbreviations and offsets do not say when clocks change. */
function isTimeZone(text: string): boolean {
  try {
    return (text === 'UTC' || text.includes('/')) && new Intl.DateTimeFormat('en-US', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}
