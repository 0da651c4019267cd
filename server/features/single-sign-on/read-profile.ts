import { isEmail, isName } from '../people/person-facts.ts';
import { type Role, Role as Roles } from '../people/user.entity.ts';
import { domainOf } from './email-domain.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';

/** What a provider says about a person. A fact that it does not say is undefined; one that it says is empty is null. */
export interface Profile {
  subject: string;
  /** Why the address says nothing; `email` is undefined then. */
  email: string | undefined;
  emailProblem: SignInProblem | undefined;
  name: string | undefined;
  jobTitle: string | null | undefined;
  department: string | null | undefined;
  division: string | null | undefined;
  /** Lower-cased address. */
  managerEmail: string | undefined;
  /** By the role claim; undefined without such a claim, null where none of its values gives one. */
  role: Role | null | undefined;
}

export type Claims = Record<string, unknown>;

type Settings = Pick<CurrentSingleSignOn, 'claims' | 'trustsEmails' | 'roleClaim' | 'roleMappings'>;

/** Reads the claims as the organization's settings say. */
export function readProfile(claims: Claims, settings: Settings, domains: readonly string[]): Profile {
  const names = settings.claims;
  const email = textOf(claims, names.email);
  const emailProblem = problemOf(email, claims, settings, domains);
  return {
    subject: String(claims.sub),
    email: emailProblem ? undefined : email,
    emailProblem,
    name: nameOf(claims, names.name),
    jobTitle: factOf(claims, names.jobTitle),
    department: factOf(claims, names.department),
    division: factOf(claims, names.division),
    managerEmail: textOf(claims, names.manager)?.toLowerCase(),
    role: roleOf(claims, settings),
  };
}

function problemOf(
  email: string | undefined,
  claims: Claims,
  { trustsEmails }: Settings,
  domains: readonly string[],
): SignInProblem | undefined {
  if (email === undefined || !isEmail(email)) return 'emailMissing';
  const isVerified = claims.email_verified === true || claims.email_verified === 'true';
  if (!isVerified && !trustsEmails) return 'emailUnverified';
  return domains.includes(domainOf(email) ?? '') ? undefined : 'emailElsewhere';
}

function nameOf(claims: Claims, claim: string): string | undefined {
  const parts = [textOf(claims, 'given_name'), textOf(claims, 'family_name')].filter((part) => part !== undefined);
  const name = textOf(claims, claim) ?? (claim === '' ? undefined : parts.join(' '));
  return name && isName(name) ? name : undefined;
}

function factOf(claims: Claims, claim: string): string | null | undefined {
  const value = claimOf(claims, claim);
  if (value === '' || value === null) return null;
  const text = textOf(claims, claim);
  return text !== undefined && isName(text) ? text : undefined;
}

function roleOf(claims: Claims, { roleClaim, roleMappings }: Settings): Role | null | undefined {
  if (roleClaim === null) return undefined;
  const value = claimOf(claims, roleClaim);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const roles = roleMappings.filter((each) => values.includes(each.value)).map(({ role }) => role);
  return RANKS.filter((role) => roles.includes(role)).at(-1) ?? null;
}

/** The roles, each allowed what the ones before it are. */
const RANKS = Object.values(Roles);

/** Text that can be stored, trimmed; undefined for anything else. */
function textOf(claims: Claims, claim: string): string | undefined {
  const value = claimOf(claims, claim);
  if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0')) return undefined;
  return value.trim() || undefined;
}

/** The claim of that very name (some look like addresses), or else the one at the end of a path such as realm_access.roles. */
function claimOf(claims: Claims, claim: string): unknown {
  if (claim === '') return undefined;
  if (Object.hasOwn(claims, claim)) return claims[claim];
  return claim.split('.').reduce<unknown>((value, step) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return isObject ? (value as Claims)[step] : undefined;
  }, claims);
}
