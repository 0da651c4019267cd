import { newId } from '../../platform/id.ts';
import { Role } from '../people/user.entity.ts';
import type { EmployeeColumn } from './employee-columns.ts';
import { nearest } from './nearest.ts';
import type { EmployeeRow } from './parse-employee-row.ts';

/** A user on file, or as it would be after the import. */
export interface UserFacts {
  id: string;
  name: string;
  email: string;
  emailKey: string;
  jobTitle: string | null;
  department: string | null;
  division: string | null;
  managerId: string | null;
  role: Role;
  isActive: boolean;
}

export interface EmployeesPlan {
  created: UserFacts[];
  updated: { before: UserFacts; after: UserFacts }[];
  unchanged: number;
  errors: { row: number; column: EmployeeColumn; value: string; message: string }[];
}

/**
 * Compares the rows of an employees file with the users on file. A user is the email address, whatever the case. Nobody is
 * deactivated by being left out. `refused` holds addresses of rows that have errors of their own; `grantor` is the role of whoever
 * loads the file, null for the command line: nobody gives more than the own role, or takes from those above.
 */
export function planEmployees(
  onFile: readonly UserFacts[],
  rows: readonly EmployeeRow[],
  { refused, grantor }: { refused: ReadonlySet<string>; grantor: Role | null },
): EmployeesPlan {
  const plan: EmployeesPlan = { created: [], updated: [], unchanged: 0, errors: [] };
  const before = new Map(onFile.map((user) => [user.emailKey, user] as const));
  const after = new Map(before);
  const rowOf = new Map<string, EmployeeRow>();
  for (const row of rows) {
    const emailKey = row.email.toLowerCase();
    const earlier = rowOf.get(emailKey);
    if (earlier) {
      refuse(
        plan,
        row,
        'Email',
        row.email,
        `This address is also in row ${earlier.row}. Give each user in one row only.`,
      );
      continue;
    }
    rowOf.set(emailKey, row);
    after.set(emailKey, merged(before.get(emailKey), row, emailKey));
  }
  setManagers(plan, after, rowOf, refused);
  refuseCycles(plan, after, rowOf);
  keepSuperUser(plan, before, after, rowOf);
  if (grantor !== null) guardRoles(plan, before, after, rowOf, grantor);
  for (const emailKey of rowOf.keys()) classify(plan, before.get(emailKey), after.get(emailKey));
  return plan;
}

function merged(before: UserFacts | undefined, row: EmployeeRow, emailKey: string): UserFacts {
  return {
    id: before?.id ?? newId(),
    name: row.name,
    email: row.email,
    emailKey,
    jobTitle: row.jobTitle === undefined ? (before?.jobTitle ?? null) : row.jobTitle,
    department: row.department === undefined ? (before?.department ?? null) : row.department,
    division: row.division === undefined ? (before?.division ?? null) : row.division,
    managerId: before?.managerId ?? null,
    role: row.role ?? before?.role ?? 'EMPLOYEE',
    isActive: row.isActive ?? before?.isActive ?? true,
  };
}

function setManagers(
  plan: EmployeesPlan,
  after: Map<string, UserFacts>,
  rowOf: ReadonlyMap<string, EmployeeRow>,
  refused: ReadonlySet<string>,
): void {
  for (const [emailKey, row] of rowOf) {
    const user = after.get(emailKey);
    if (!user || row.managerEmail === undefined) continue;
    const manager = row.managerEmail === null ? null : after.get(row.managerEmail);
    if (manager !== undefined) user.managerId = manager?.id ?? null;
    else if (row.managerEmail && !refused.has(row.managerEmail))
      refuse(plan, row, 'ManagerEmail', row.managerEmail, unknownManager(row.managerEmail, after));
  }
}

function unknownManager(email: string, users: ReadonlyMap<string, UserFacts>): string {
  const similar = nearest(email, users.keys());
  const hint = similar ? ` Did you mean ${similar}?` : '';
  return `No user on file or in this file has this address.${hint} Add the manager, correct the address, or leave it empty.`;
}

/** Nobody can be, through any number of steps, the own manager. */
function refuseCycles(
  plan: EmployeesPlan,
  after: ReadonlyMap<string, UserFacts>,
  rowOf: ReadonlyMap<string, EmployeeRow>,
): void {
  const byId = new Map([...after.values()].map((user) => [user.id, user] as const));
  const clear = new Set<string>();
  for (const start of after.values()) {
    const path: UserFacts[] = [];
    let user: UserFacts | undefined = start;
    while (user && !clear.has(user.id) && !path.includes(user)) {
      path.push(user);
      user = user.managerId === null ? undefined : byId.get(user.managerId);
    }
    if (user && path.includes(user)) refuseCycle(plan, path.slice(path.indexOf(user)), rowOf);
    for (const each of path) clear.add(each.id);
  }
}

function refuseCycle(plan: EmployeesPlan, cycle: readonly UserFacts[], rowOf: ReadonlyMap<string, EmployeeRow>): void {
  const row = cycle.map(({ emailKey }) => rowOf.get(emailKey)).find((each) => each?.managerEmail);
  if (!row) return;
  const names = [...cycle, ...cycle.slice(0, 1)].map(({ name }) => name).join(' > ');
  refuse(
    plan,
    row,
    'ManagerEmail',
    row.managerEmail ?? '',
    `Managers form a circle: ${names}. Give one of them another manager, or none.`,
  );
}

/** An organization that has an active Super User keeps at least one. */
function keepSuperUser(
  plan: EmployeesPlan,
  before: ReadonlyMap<string, UserFacts>,
  after: ReadonlyMap<string, UserFacts>,
  rowOf: ReadonlyMap<string, EmployeeRow>,
): void {
  const isSuper = (user: UserFacts | undefined) => user?.role === 'SUPER_USER' && user.isActive;
  const losing = [...rowOf].filter(([emailKey]) => isSuper(before.get(emailKey)) && !isSuper(after.get(emailKey)));
  const [last] = losing.slice(-1);
  if (!last || [...after.values()].some(isSuper)) return;
  const [emailKey, row] = last;
  const column = after.get(emailKey)?.role === 'SUPER_USER' ? 'Active' : 'Role';
  const value = column === 'Role' ? (row.role ?? '') : String(row.isActive);
  refuse(
    plan,
    row,
    column,
    value,
    'This is the last active Super User, and an organization needs one. Make somebody else a Super User first.',
  );
}

/** The roles, each allowed what the ones before it are. */
const RANKS = Object.values(Role);

function guardRoles(
  plan: EmployeesPlan,
  before: ReadonlyMap<string, UserFacts>,
  after: ReadonlyMap<string, UserFacts>,
  rowOf: ReadonlyMap<string, EmployeeRow>,
  grantor: Role,
): void {
  const isAbove = (user: UserFacts | undefined) =>
    user !== undefined && RANKS.indexOf(user.role) > RANKS.indexOf(grantor);
  for (const [emailKey, row] of rowOf) {
    const [was, becomes] = [before.get(emailKey), after.get(emailKey)];
    const isSameRole = was?.role === becomes?.role;
    if (!isSameRole && (isAbove(was) || isAbove(becomes))) {
      const message = `A user with the role ${grantor} cannot give or take the role ${isAbove(becomes) ? becomes?.role : was?.role}. Leave it as it is, or let a Super User load this file.`;
      refuse(plan, row, 'Role', row.role ?? '', message);
    } else if (isAbove(was) && was?.isActive !== becomes?.isActive) {
      refuse(
        plan,
        row,
        'Active',
        String(row.isActive),
        `Only a Super User can activate or deactivate a ${was?.role}. Leave this as it is.`,
      );
    }
  }
}

function classify(plan: EmployeesPlan, before: UserFacts | undefined, after: UserFacts | undefined): void {
  if (!after) return;
  if (!before) plan.created.push(after);
  else if ((Object.keys(after) as (keyof UserFacts)[]).some((fact) => before[fact] !== after[fact]))
    plan.updated.push({ before, after });
  else plan.unchanged += 1;
}

function refuse(plan: EmployeesPlan, row: EmployeeRow, column: EmployeeColumn, value: string, message: string): void {
  plan.errors.push({ row: row.row, column, value, message });
}
