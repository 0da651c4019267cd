import type { Column } from './recognize-columns.ts';

/** The columns of an employees file. */
export const EMPLOYEE_COLUMNS = [
  { name: 'FirstName', required: true, aliases: ['Given Name', 'Forename'] },
  { name: 'LastName', required: true, aliases: ['Surname', 'Family Name'] },
  { name: 'Email', required: true, aliases: ['Email Address', 'User Email', 'Mail', 'Work Email'] },
  { name: 'JobTitle', aliases: ['Title', 'Position'] },
  { name: 'Department', aliases: ['Dept'] },
  { name: 'Division', aliases: ['Business Unit'] },
  { name: 'ManagerEmail', aliases: ['Manager', 'Reports To', 'Supervisor Email'] },
  { name: 'Role', aliases: ['User Role', 'Access'] },
  { name: 'Active', aliases: ['Is Active', 'Enabled', 'Status'] },
] as const satisfies readonly Column<string>[];

export type EmployeeColumn = (typeof EMPLOYEE_COLUMNS)[number]['name'];
