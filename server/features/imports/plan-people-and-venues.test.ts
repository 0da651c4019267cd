import { describe, expect, test } from '@jest/globals';
import type { Role } from '../people/user.entity.ts';
import type { EmployeeRow } from './parse-employee-row.ts';
import type { VenueRow } from './parse-venue-row.ts';
import { planEmployees, type UserFacts } from './plan-employees.ts';
import { planVenues, type VenueFacts } from './plan-venues.ts';

describe('venues', () => {
  test('are created, updated or left by their name, whatever the case and accents', () => {
    const onFile = [
      venueOnFile('Estadio Azteca', { capacity: 83000 }),
      venueOnFile('Hall', { city: 'Paris', timeZone: 'Europe/Paris' }),
    ];
    const plan = planVenues(onFile, [
      venueRow('ESTÁDIO AZTECA', { capacity: undefined }),
      venueRow('Hall', { timeZone: 'Europe/Paris' }),
      venueRow('Arena'),
    ]);
    expect(plan.created.map(({ name, nameKey }) => [name, nameKey])).toEqual([['Arena', 'arena']]);
    expect(plan.updated.map(({ after }) => after)).toEqual([{ ...onFile[0], name: 'ESTÁDIO AZTECA' }]);
    expect(plan.unchanged).toBe(1);
    expect(plan.errors).toEqual([]);
  });

  test('an empty cell clears, a missing column keeps', () => {
    const onFile = [venueOnFile('Hall', { city: 'Paris', capacity: 10 })];
    const [updated] = planVenues(onFile, [venueRow('Hall', { city: null, capacity: undefined })]).updated;
    expect(updated?.after).toMatchObject({ city: null, capacity: 10 });
  });

  test('the same venue twice is refused, naming both rows', () => {
    const plan = planVenues([], [venueRow('Hall', { row: 2 }), venueRow('hall', { row: 5 })]);
    expect(plan.errors).toEqual([{ row: 5, value: 'hall', message: expect.stringContaining('also in row 2') }]);
  });
});

describe('employees', () => {
  const boss = userOnFile('boss@example.com', { role: 'SUPER_USER' });

  test('are created, updated or left by their address', () => {
    const onFile = [boss, userOnFile('bo@example.com', { department: 'Sales', managerId: boss.id })];
    const plan = plans(onFile, [
      employee('Bo@example.com', { department: 'Legal' }),
      employee('ana@example.com', { managerEmail: 'bo@example.com' }),
    ]);
    expect(plan.errors).toEqual([]);
    expect(plan.created).toMatchObject([
      { emailKey: 'ana@example.com', managerId: 'bo@example.com', role: 'EMPLOYEE', isActive: true },
    ]);
    expect(plan.updated.map(({ after }) => after)).toMatchObject([
      { id: 'bo@example.com', department: 'Legal', managerId: boss.id },
    ]);
    const again = plans([boss], [employee('boss@example.com')]);
    expect([again.created.length, again.updated.length, again.unchanged]).toEqual([0, 0, 1]);
  });

  test('a manager may come later in the file', () => {
    const plan = plans(
      [boss],
      [employee('ana@example.com', { managerEmail: 'bo@example.com' }), employee('bo@example.com')],
    );
    expect(plan.errors).toEqual([]);
    expect(plan.created[0]?.managerId).toBe(plan.created[1]?.id);
  });

  test('an unknown manager is refused with who may be meant; not where that row has its own error', () => {
    const rows = [employee('ana@example.com', { managerEmail: 'bos@example.com' })];
    expect(plans([boss], rows).errors).toMatchObject([
      {
        row: 2,
        column: 'ManagerEmail',
        value: 'bos@example.com',
        message: expect.stringContaining('Did you mean boss@example.com?'),
      },
    ]);
    expect(planEmployees([boss], rows, { refused: new Set(['bos@example.com']), grantor: null }).errors).toEqual([]);
  });

  test('circles of managers are refused, through users on file too', () => {
    const onFile = [
      boss,
      userOnFile('bo@example.com', { managerId: 'ana@example.com' }),
      userOnFile('ana@example.com'),
    ];
    expect(plans(onFile, [employee('ana@example.com', { managerEmail: 'bo@example.com' })]).errors).toMatchObject([
      { column: 'ManagerEmail', message: expect.stringContaining('Managers form a circle') },
    ]);
    expect(plans([boss], [employee('ana@example.com', { managerEmail: 'ana@example.com' })]).errors).toHaveLength(1);
  });

  test('the same address twice is refused', () => {
    const plan = plans([boss], [employee('ana@example.com', { row: 2 }), employee('ANA@example.com', { row: 4 })]);
    expect(plan.errors).toMatchObject([{ row: 4, column: 'Email', message: expect.stringContaining('also in row 2') }]);
  });

  test('the last active Super User is neither demoted nor deactivated', () => {
    expect(plans([boss], [employee('boss@example.com', { role: 'EMPLOYEE' })]).errors).toMatchObject([
      { column: 'Role' },
    ]);
    expect(plans([boss], [employee('boss@example.com', { isActive: false })]).errors).toMatchObject([
      { column: 'Active' },
    ]);
    const successor = employee('ana@example.com', { role: 'SUPER_USER' });
    expect(plans([boss], [employee('boss@example.com', { role: 'EMPLOYEE' }), successor]).errors).toEqual([]);
  });

  test('nobody gives a role above the own, or takes one from those above', () => {
    const promoted = employee('ana@example.com', { role: 'SUPER_USER' });
    expect(plans([boss], [promoted], 'SUPER_USER').errors).toEqual([]);
    expect(plans([boss], [promoted], 'INVENTORY_MANAGER').errors).toMatchObject([
      { column: 'Role', message: expect.stringContaining('INVENTORY_MANAGER cannot give or take the role SUPER_USER') },
    ]);
    const [other, third] = [
      userOnFile('other@example.com', { role: 'SUPER_USER' }),
      employee('other@example.com', { isActive: false }),
    ];
    expect(plans([boss, other], [third], 'INVENTORY_MANAGER').errors).toMatchObject([{ column: 'Active' }]);
    expect(
      plans([boss, other], [employee('other@example.com', { role: 'MANAGER' })], 'INVENTORY_MANAGER').errors,
    ).toHaveLength(1);
    const peer = employee('ana@example.com', { role: 'INVENTORY_MANAGER' });
    expect(
      plans([boss], [peer, employee('boss@example.com', { department: 'Legal' })], 'INVENTORY_MANAGER').errors,
    ).toEqual([]);
  });
});

function plans(onFile: UserFacts[], rows: EmployeeRow[], grantor: Role | null = null) {
  return planEmployees(onFile, rows, { refused: new Set(), grantor });
}

function venueOnFile(name: string, facts: Partial<VenueFacts> = {}): VenueFacts {
  const nameKey = name.toLowerCase();
  return { id: nameKey, name, nameKey, city: null, country: null, timeZone: 'UTC', capacity: null, ...facts };
}

function venueRow(name: string, facts: Partial<VenueRow> = {}): VenueRow {
  return { row: 2, name, city: undefined, country: undefined, timeZone: 'UTC', capacity: undefined, ...facts };
}

function userOnFile(email: string, facts: Partial<UserFacts> = {}): UserFacts {
  const none = { jobTitle: null, department: null, division: null, managerId: null };
  return { id: email, name: email, email, emailKey: email, role: 'EMPLOYEE', isActive: true, ...none, ...facts };
}

function employee(email: string, facts: Partial<EmployeeRow> = {}): EmployeeRow {
  const none = {
    jobTitle: undefined,
    department: undefined,
    division: undefined,
    managerEmail: undefined,
    role: undefined,
    isActive: undefined,
  };
  return { row: 2, name: email, email, ...none, ...facts };
}
