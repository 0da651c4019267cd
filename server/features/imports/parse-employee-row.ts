import { Role } from '../people/user.entity.ts';
import type { EmployeeColumn } from './employee-columns.ts';
import type { Cells, RecognizedColumns } from './recognize-columns.ts';
import { type Checked, right, type RowError, wrong } from './row-error.ts';
import { RowReader } from './row-reader.ts';

/** What one row of an employees file says. `undefined`: the file has no such column; null: the cell is empty. */
export interface EmployeeRow {
  row: number;
  name: string;
  /** As written; compared in lower case. */
  email: string;
  jobTitle: string | null | undefined;
  department: string | null | undefined;
  division: string | null | undefined;
  /** Lower case. */
  managerEmail: string | null | undefined;
  /** Null or undefined: keeps what is on file; a new user is an EMPLOYEE. */
  role: Role | null | undefined;
  /** Null or undefined: keeps what is on file; a new user is active. */
  isActive: boolean | null | undefined;
}

/** Reads one row; a row with errors has no value. */
export function parseEmployeeRow(
  row: number,
  cells: Cells<EmployeeColumn>,
  columns: RecognizedColumns<EmployeeColumn>,
): { value: EmployeeRow | null; errors: RowError[] } {
  const reader = new RowReader(row, cells, columns);
  const optional = (name: EmployeeColumn) => (name in cells ? reader.text(name, 200) : undefined);
  const names = [reader.text('FirstName', 100), reader.text('LastName', 100)].filter((name) => name !== null);
  if (names.length === 0) reader.refuse('FirstName', 'FirstName and LastName are empty. A user needs a name.');
  const parsed = {
    row,
    name: names.join(' '),
    email: reader.check('Email', parseEmail),
    jobTitle: optional('JobTitle'),
    department: optional('Department'),
    division: optional('Division'),
    managerEmail: 'ManagerEmail' in cells ? reader.read('ManagerEmail', (text) => text.toLowerCase()) : undefined,
    role: reader.check('Role', parseRole),
    isActive: reader.check('Active', parseActive),
  };
  return reader.errors.length > 0
    ? { value: null, errors: reader.errors }
    : { value: parsed as EmployeeRow, errors: [] };
}

function parseEmail(text: string): Checked<string> {
  if (text.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/.test(text)) return right(text);
  return wrong('Give one email address, such as ana.silva@example.com.');
}

function parseRole(text: string): Checked<Role | null> {
  if (text === '') return right(null);
  const role = Object.values(Role).find((each) => each === text.toUpperCase().replace(/[\s-]+/g, '_'));
  return role
    ? right(role)
    : wrong(`Write one of ${Object.values(Role).join(', ')}, or leave it empty to keep what is on file.`);
}

function parseActive(text: string): Checked<boolean | null> {
  if (text === '') return right(null);
  if (/^(true|yes|y|1|active)$/i.test(text)) return right(true);
  if (/^(false|no|n|0|inactive)$/i.test(text)) return right(false);
  return wrong('Write true or false.');
}
