import { NameTaken } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { findManager } from './find-manager.ts';
import { factProblems, keptText } from './person-facts.ts';
import type { CreateUserInput } from './user-changes.types.ts';
import { User } from './user.entity.ts';

const UNIQUE_VIOLATION = '23505';

/** Adds a user to the directory, or says everything that keeps it from being added. Nobody is mailed. */
export async function createUser(input: CreateUserInput, ctx: RequestContext): Promise<User | UserError[]> {
  const problems = factProblems(input);
  if (problems.length > 0) return problems;
  try {
    return await ctx.write((tx) => create(tx, input, ctx));
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return [emailTaken(input.email.trim())];
  }
}

async function create(tx: WriteTransaction, input: CreateUserInput, ctx: RequestContext): Promise<User | UserError[]> {
  const email = input.email.trim();
  const taken = await tx.manager.existsBy(User, { organizationId: tx.organizationId, emailKey: email.toLowerCase() });
  const manager = await findManager(tx, input.managerId);
  const problems = [...(taken ? [emailTaken(email)] : []), ...(manager instanceof UserError ? [manager] : [])];
  if (problems.length > 0 || manager instanceof UserError) return problems;
  const name = input.name.trim();
  const department = keptText(input.department);
  const user = Object.assign(new User(), {
    organizationId: tx.organizationId,
    id: newId(),
    name,
    email,
    emailKey: email.toLowerCase(),
    searchText: fold(`${name} ${email} ${department ?? ''}`),
    jobTitle: keptText(input.jobTitle),
    department,
    division: keptText(input.division),
    managerId: manager?.id ?? null,
    role: input.role,
    isActive: true,
    createdAt: ctx.now,
    version: 1,
    erasedAt: null,
    legalHoldAt: null,
  });
  await tx.manager.insert(User, user);
  const { role, isActive, managerId } = user;
  await recordAudit(tx, ctx.actor, [
    { action: 'user.created', subjectType: 'User', subjectId: user.id, after: { role, isActive, managerId } },
  ]);
  return user;
}

function emailTaken(email: string): NameTaken {
  return new NameTaken(`Another user has the address ${email} already. Look for that one, active or not.`, ['email']);
}
