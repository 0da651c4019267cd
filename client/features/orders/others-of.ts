import type { Role } from '../../gql/graphql.ts';

/** Whose orders somebody of a role sees beside the own ones: employees only those that were entrusted to them. */
export function othersOf(role: Role): 'entrusted' | 'team' | 'all' {
  if (role === 'EMPLOYEE') return 'entrusted';
  return role === 'MANAGER' ? 'team' : 'all';
}
