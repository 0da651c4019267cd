import { describe, expect, test } from '@jest/globals';
import { userChanges, userFields } from './user-fields.ts';

const ana = {
  name: 'Ana Example',
  email: 'ana@example.com',
  jobTitle: null,
  department: 'Sales',
  division: null,
  role: 'MANAGER' as const,
  manager: {
    __typename: 'User' as const,
    id: 'u2',
    name: 'Max Example',
    email: 'max@example.com',
    department: 'Board',
  },
};

describe('the fields of a user', () => {
  test('start empty for somebody new, who is an employee', () => {
    expect(userFields(null)).toEqual({
      name: '',
      email: '',
      jobTitle: '',
      department: '',
      division: '',
      managerId: null,
      role: 'EMPLOYEE',
    });
  });

  test('are sent without blanks around them, an emptied one as empty, and never the email', () => {
    expect(userChanges({ name: ' Ana ', email: 'ana@example.com', jobTitle: '' })).toEqual({
      name: 'Ana',
      jobTitle: '',
    });
  });

  test('name the manager by id, or nobody', () => {
    const { managerId } = userFields(ana);
    expect(userChanges({ managerId })).toEqual({ managerId: 'u2' });
    expect(userChanges({ managerId: null })).toEqual({ managerId: null });
  });
});
