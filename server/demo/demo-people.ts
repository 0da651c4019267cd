import { Role, type User } from '../features/people/user.entity.ts';
import { fold } from '../platform/fold.ts';
import { firstNames, lastNames } from './demo-names.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';
import { demoSignIns } from './demo-sign-ins.ts';

export type DemoUser = DemoRow<User>;

export interface DemoPeople {
  users: DemoUser[];
  /** Those who can sign in: one of each role. */
  cast: Record<Role, DemoUser>;
}

/** Department, how many teams, and what its people are called. */
const DEPARTMENTS = [
  ['Sales', 5, 'Account Executive'],
  ['Engineering', 6, 'Engineer'],
  ['Customer Success', 4, 'Customer Success Manager'],
  ['Operations', 4, 'Operations Specialist'],
  ['Marketing', 3, 'Marketing Specialist'],
  ['Finance', 3, 'Financial Analyst'],
  ['People', 2, 'People Partner'],
  ['Legal', 1, 'Counsel'],
  ['Facilities', 1, 'Facilities Coordinator'],
] as const;
const DIVISIONS = ['Americas', 'Europe', 'Asia-Pacific'] as const;

/** Where those who can sign in work, and as what. Mara leads the team that Emil is in. */
const CAST_JOBS: Record<Role, { department: string; jobTitle: string }> = {
  EMPLOYEE: { department: 'Sales', jobTitle: 'Account Executive' },
  MANAGER: { department: 'Sales', jobTitle: 'Regional Sales Lead' },
  TICKET_MANAGER: { department: 'Facilities', jobTitle: 'Hospitality Manager' },
  INVENTORY_MANAGER: { department: 'Operations', jobTitle: 'Inventory Lead' },
  SUPER_USER: { department: 'Operations', jobTitle: 'Systems Administrator' },
};

/** A company of about 330 people: its head, a head for each department, leads of teams, and their teams. */
export function buildPeople(createdAt: Date, random: DemoRandom): DemoPeople {
  const hire = personnelOffice(createdAt, random);
  const head = hire({ department: 'Executive Office', jobTitle: 'Chief Executive Officer', role: Role.MANAGER });
  const leads = DEPARTMENTS.flatMap(([department, teams, jobTitle]) => {
    const chief = hire({
      managerId: head.id,
      department,
      jobTitle: `Vice President, ${department}`,
      role: Role.MANAGER,
    });
    return Array.from({ length: teams }, () => {
      const division = random.pick(DIVISIONS);
      const lead = hire({
        managerId: chief.id,
        department,
        division,
        jobTitle: `${department} Lead`,
        role: Role.MANAGER,
      });
      for (let left = random.integer(8, 12); left > 0; left -= 1) {
        hire({ managerId: lead.id, department, division, jobTitle, isActive: !random.chance(0.03) });
      }
      return lead;
    });
  });
  const leadOf = (department: string): DemoUser => leads.find((lead) => lead.department === department) ?? head;

  const mara = leadOf(CAST_JOBS.MANAGER.department);
  const cast = Object.fromEntries(
    demoSignIns.map(({ role, name, email }) => {
      const person = { name, email, role, ...CAST_JOBS[role] };
      if (role === Role.MANAGER) return [role, Object.assign(mara, identity(person), CAST_JOBS[role])];
      return [role, hire({ ...person, managerId: leadOf(person.department).id, division: 'Americas' })];
    }),
  ) as Record<Role, DemoUser>;
  // Two more who mind the tickets, so that not all backfills are of one hand.
  for (const department of ['Marketing', 'Customer Success']) {
    hire({
      managerId: leadOf(department).id,
      department,
      division: 'Europe',
      jobTitle: 'Hospitality Manager',
      role: Role.TICKET_MANAGER,
    });
  }
  return { users: hire.users, cast };
}

interface PersonnelOffice {
  (facts: Partial<DemoUser>): DemoUser;
  readonly users: DemoUser[];
}

function personnelOffice(createdAt: Date, random: DemoRandom): PersonnelOffice {
  const users: DemoUser[] = [];
  const taken = new Set<string>();
  const names = nameSource(random);
  const hire = (facts: Partial<DemoUser>): DemoUser => {
    const name = facts.name ?? names();
    const email = facts.email ?? freeAddress(name, taken);
    taken.add(email);
    const user: DemoUser = {
      id: random.id(),
      jobTitle: null,
      department: null,
      division: null,
      managerId: null,
      role: Role.EMPLOYEE,
      isActive: true,
      createdAt,
      ...facts,
      ...identity({ name, email, department: facts.department ?? null }),
    };
    users.push(user);
    return user;
  };
  return Object.assign(hire, { users });
}

function identity({ name, email, department }: Pick<DemoUser, 'name' | 'email' | 'department'>) {
  return { name, email, emailKey: email, searchText: fold(`${name} ${email} ${department ?? ''}`) };
}

/** Names without repetition, but for a few namesakes, as every large company has them. */
function nameSource(random: DemoRandom): () => string {
  const used: string[] = [];
  const next = (): string => {
    const namesake = used.length % 80 === 79 ? used.at(-40) : undefined;
    if (namesake) return namesake;
    let name: string;
    do name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    while (used.includes(name));
    return name;
  };
  return () => {
    const name = next();
    used.push(name);
    return name;
  };
}

function freeAddress(name: string, taken: ReadonlySet<string>): string {
  const local = fold(name).replace(/[^a-z]+/g, '.');
  for (let number = 1; ; number += 1) {
    const address = `${local}${number === 1 ? '' : number}@demo.example`;
    if (!taken.has(address)) return address;
  }
}
