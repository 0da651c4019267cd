import { Role, type User } from '../people/user.entity.ts';
import type { Profile } from './read-profile.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';

/** The facts of a user that a provider decides. */
export type ProvidedFacts = Pick<
  User,
  'name' | 'email' | 'jobTitle' | 'department' | 'division' | 'managerId' | 'role'
>;

/** What has to be looked up before it can be decided. */
export interface Surroundings {
  /** The user who signs in; undefined for a new one. */
  user: ProvidedFacts | undefined;
  /** A manager whom the user may have: on file, and no circle; undefined where the provider names none such. */
  managerId: string | undefined;
  /** Whether another user has the provider's address already. */
  isEmailTaken: boolean;
  /** Whether the organization would have no active Super User without this one. */
  isLastSuperUser: boolean;
}

/**
 * The facts of the user after signing in, or 'noRole' where the person may not. What the provider does not say stays as it was. With a
 * role claim the provider decides the role at every sign-in, but never takes the last Super User away.
 */
export function planUser(
  profile: Profile,
  settings: Pick<CurrentSingleSignOn, 'roleWithoutMatch'>,
  { user, managerId, isEmailTaken, isLastSuperUser }: Surroundings,
): ProvidedFacts | 'noRole' {
  const byClaim = profile.role === null ? settings.roleWithoutMatch : profile.role;
  const planned = byClaim === undefined ? (user?.role ?? settings.roleWithoutMatch) : byClaim;
  if (planned === null) return 'noRole';
  const email = (isEmailTaken ? undefined : profile.email) ?? user?.email;
  if (email === undefined) throw new Error('A new user has an address; whoever plans one asks for it first.');
  return {
    name: profile.name ?? user?.name ?? email,
    email,
    jobTitle: kept(profile.jobTitle, user?.jobTitle),
    department: kept(profile.department, user?.department),
    division: kept(profile.division, user?.division),
    managerId: managerId ?? user?.managerId ?? null,
    role: isLastSuperUser ? Role.SUPER_USER : planned,
  };
}

function kept(said: string | null | undefined, onFile: string | null | undefined): string | null {
  return said === undefined ? (onFile ?? null) : said;
}
