import type { Role, UpdateUserInput, UserDetailsFragment } from '../../../gql/graphql.ts';
import type { Person } from '../../../ui/person.ts';

/** The roles, from the one who may least. */
export const roles: readonly Role[] = ['EMPLOYEE', 'MANAGER', 'TICKET_MANAGER', 'INVENTORY_MANAGER', 'SUPER_USER'];

/** What is typed about a user. */
export interface UserFields {
  name: string;
  email: string;
  jobTitle: string;
  department: string;
  division: string;
  managerId: Person | null;
  role: Role;
}

type UserFacts = Pick<
  UserDetailsFragment,
  'name' | 'email' | 'jobTitle' | 'department' | 'division' | 'manager' | 'role'
>;

/** What the fields start from; somebody new is an employee. */
export function userFields(user: UserFacts | null): UserFields {
  const manager = user?.manager;
  return {
    name: user?.name ?? '',
    email: user?.email ?? '',
    jobTitle: user?.jobTitle ?? '',
    department: user?.department ?? '',
    division: user?.division ?? '',
    managerId: manager
      ? { id: manager.id, name: manager.name, email: manager.email, detail: manager.department }
      : null,
    role: user?.role ?? 'EMPLOYEE',
  };
}

/** What changed as the API takes it; the email is only given when a user is created. */
export function userChanges({ email: _, managerId, ...texts }: Partial<UserFields>): Partial<UpdateUserInput> {
  const changes = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value.trim()]));
  return managerId === undefined ? changes : { ...changes, managerId: managerId?.id ?? null };
}
