import { fold } from '../../platform/fold.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { endAccess } from '../people/user-access.ts';
import type { PlannedNames } from './directory.ts';
import { EMPLOYEE_COLUMNS, type EmployeeColumn } from './employee-columns.ts';
import type { FileSource } from './file-source.ts';
import { countChanges } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import { type EmployeeRow, parseEmployeeRow } from './parse-employee-row.ts';
import { type EmployeesPlan, planEmployees, type UserFacts } from './plan-employees.ts';
import { readRows } from './read-rows.ts';
import { headingOf, type RecognizedColumns } from './recognize-columns.ts';
import { type ColumnTypes, insertRows, updateRows } from './unnest-rows.ts';

export interface EmployeesOutcome {
  rowCount: number;
  names: PlannedNames['users'];
  refused: Set<string>;
}

/** Plans an employees file, reports its errors, and writes it if the run applies. */
export async function importEmployees(run: ImportRun, source: FileSource): Promise<EmployeesOutcome> {
  const rows: EmployeeRow[] = [];
  const refused = new Set<string>();
  let headings: RecognizedColumns<EmployeeColumn> | null = null;
  let rowCount = 0;
  for await (const { value, cells, columns } of readRows(source, EMPLOYEES_FORMAT, (error) =>
    run.errors.add('EMPLOYEES', error),
  )) {
    headings = columns;
    rowCount += 1;
    if (value) rows.push(value);
    else refused.add((cells.Email ?? '').toLowerCase());
  }
  // The check for the last Super User reads all users, so two imports must not pass it at the same time.
  const plan = planEmployees(await usersOnFile(run), rows, { refused, grantor: run.grantor });
  for (const { column, ...error } of plan.errors) {
    run.errors.add('EMPLOYEES', { ...error, column: headings ? headingOf(headings, column) : column });
  }
  countChanges(run.preview.users, plan);
  if (run.apply && run.errors.count === 0) await writeUsers(run, plan);
  return { rowCount, refused, names: plan.created };
}

const EMPLOYEES_FORMAT = { columns: EMPLOYEE_COLUMNS, parse: parseEmployeeRow };

function usersOnFile({ tx, apply }: ImportRun): Promise<UserFacts[]> {
  return tx.rows<UserFacts>(
    `SELECT id, name, email, email_key AS "emailKey", job_title AS "jobTitle", department, division, manager_id AS "managerId",
            role, is_active AS "isActive"
     FROM users WHERE organization_id = $1 ORDER BY id ${apply ? 'FOR NO KEY UPDATE' : ''}`,
    [tx.organizationId],
  );
}

async function writeUsers({ tx, actor }: ImportRun, plan: EmployeesPlan): Promise<void> {
  const created = plan.created.map((user) => ({ ...toRow(user), created_at: actor.now }));
  await insertRows(tx, 'users', { ...COLUMNS, created_at: 'timestamptz' }, created);
  await updateRows(
    tx,
    'users',
    COLUMNS,
    plan.updated.map(({ after }) => toRow(after)),
    'true',
    { isVersioned: true },
  );
  const deactivated = plan.updated.filter(({ before, after }) => before.isActive && !after.isActive);
  await endAccess(
    tx,
    deactivated.map(({ after }) => after.id),
    actor,
  );
  const records = plan.updated.map(({ before, after }) => ({
    action: 'user.updated' as const,
    subjectType: 'User',
    subjectId: after.id,
    before: auditedFacts(before),
    after: { ...auditedFacts(after), changedFields: changedFields(before, after) },
  }));
  await recordAudit(tx, actor, records);
}

/** The audit trail never holds names or addresses. */
function auditedFacts({ role, isActive, managerId }: UserFacts): object {
  return { role, isActive, managerId };
}

function changedFields(before: UserFacts, after: UserFacts): string[] {
  return AUDITED_FIELDS.filter((field) => before[field] !== after[field]);
}

const AUDITED_FIELDS = [
  'name',
  'email',
  'jobTitle',
  'department',
  'division',
  'managerId',
  'role',
  'isActive',
] as const;

const COLUMNS: ColumnTypes<ReturnType<typeof toRow>> = {
  id: 'uuid',
  name: 'text',
  email: 'text',
  email_key: 'text',
  search_text: 'text',
  job_title: 'text',
  department: 'text',
  division: 'text',
  manager_id: 'uuid',
  role: 'text',
  is_active: 'boolean',
};

function toRow(user: UserFacts) {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    email_key: user.emailKey,
    search_text: fold(`${user.name} ${user.email} ${user.department ?? ''}`),
    job_title: user.jobTitle,
    department: user.department,
    division: user.division,
    manager_id: user.managerId,
    role: user.role,
    is_active: user.isActive,
  };
}
