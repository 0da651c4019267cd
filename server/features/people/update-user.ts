import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { lockVersioned } from '../../platform/named-rows.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { circleProblem, findManager, waitForManagers } from './find-manager.ts';
import { hasOtherSuperUser, isSuperUser, lockSuperUsers } from './last-super-user.ts';
import { factProblems, keptText } from './person-facts.ts';
import { endAccess } from './user-access.ts';
import { LastSuperUser, type UpdateUserInput } from './user-changes.types.ts';
import { User } from './user.entity.ts';

type Changes = Pick<User, 'name' | 'jobTitle' | 'department' | 'division' | 'managerId' | 'role' | 'isActive'>;

/**
 * Changes a user's facts, role or activity, or says everything that keeps it from being changed. `waitForSuperUsers` makes those
 * that take Super Users away wait for each other; the test's control replaces it.
 */
export async function updateUser(
  input: UpdateUserInput,
  ctx: RequestContext,
  waitForSuperUsers: typeof lockSuperUsers = lockSuperUsers,
): Promise<User | UserError[]> {
  const problems = factProblems(input);
  if (problems.length > 0) return problems;
  return ctx.write(async (tx) => {
    if (input.managerId) await waitForManagers(tx);
    const id = decodeNodeId(input.userId, 'User', tx.organizationId);
    if (id && (input.role || input.isActive === false)) await waitForSuperUsers(tx, id);
    const { userId: nodeId, expectedVersion } = input;
    const user = await lockVersioned(tx, User, { type: 'User', nodeId, expectedVersion, field: 'userId' });
    if (user instanceof UserError) return [user];
    if (user.isErased) return [new InvalidInput('This user was erased and stays as it is.', ['userId'])];
    const changes = await planChanges(tx, user, input);
    return Array.isArray(changes) ? changes : write(tx, ctx, user, changes);
  });
}

async function planChanges(tx: WriteTransaction, user: User, input: UpdateUserInput): Promise<Changes | UserError[]> {
  const problems: UserError[] = [];
  const manager = await findManager(tx, input.managerId);
  if (manager instanceof UserError) problems.push(manager);
  else if (manager) problems.push(...[await circleProblem(tx, user.id, manager)].filter((each) => each !== undefined));
  const role = input.role ?? user.role;
  const isActive = input.isActive ?? user.isActive;
  if (isSuperUser(user) && !isSuperUser({ role, isActive }) && !(await hasOtherSuperUser(tx, user.id))) {
    const message = 'This is the last active Super User. Make somebody else a Super User first.';
    problems.push(new LastSuperUser(message, [input.role ? 'role' : 'isActive']));
  }
  if (problems.length > 0 || manager instanceof UserError) return problems;
  const changed = (field: 'jobTitle' | 'department' | 'division'): string | null =>
    input[field] === undefined ? user[field] : keptText(input[field]);
  return {
    name: input.name?.trim() ?? user.name,
    jobTitle: changed('jobTitle'),
    department: changed('department'),
    division: changed('division'),
    managerId: input.managerId === undefined ? user.managerId : (manager?.id ?? null),
    role,
    isActive,
  };
}

async function write(tx: WriteTransaction, ctx: RequestContext, user: User, changes: Changes): Promise<User> {
  const searchText = fold(`${changes.name} ${user.email} ${changes.department ?? ''}`);
  const row = { ...changes, searchText, version: user.version + 1 };
  await tx.manager.update(User, { organizationId: tx.organizationId, id: user.id }, row);
  if (user.isActive && !changes.isActive) await endAccess(tx, [user.id], ctx.actor);
  const changedFields = (Object.keys(changes) as (keyof Changes)[]).filter((field) => changes[field] !== user[field]);
  await recordAudit(tx, ctx.actor, [
    {
      action: 'user.updated',
      subjectType: 'User',
      subjectId: user.id,
      before: auditedFacts(user),
      after: { ...auditedFacts(changes), changedFields },
    },
  ]);
  return Object.assign(user, row);
}

/** The trail never holds names or addresses: whoever is erased is erased there too. */
function auditedFacts({ role, isActive, managerId }: Changes): object {
  return { role, isActive, managerId };
}
