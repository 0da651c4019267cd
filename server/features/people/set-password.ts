import type { Database } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { hashPassword, passwordProblem } from '../sign-in/password.ts';
import { storePassword } from './store-password.ts';
import { User } from './user.entity.ts';

export interface NewPassword {
  /** Slug of the organization. */
  organization: string;
  email: string;
  password: string;
}

/** Gives a user a password, the first or another one, and ends the user's sessions. @returns what keeps it from being done */
export async function setPassword(database: Database, facts: NewPassword, now: Date): Promise<string | undefined> {
  const problem = passwordProblem(facts.password);
  if (problem !== undefined) return problem;
  const [organization] = await database.global<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [
    facts.organization.trim().toLowerCase(),
  ]);
  if (!organization) return `--organization: there is no organization "${facts.organization}".`;
  const passwordHash = await hashPassword(facts.password);
  return database.write(organization.id, async (tx) => {
    const emailKey = facts.email.trim().toLowerCase();
    const user = await tx.manager.findOneBy(User, { organizationId: tx.organizationId, emailKey });
    if (!user) return `--email: the organization has no user with the address ${facts.email}.`;
    if (!user.isActive) return `--email: the user ${facts.email} is inactive and cannot sign in.`;
    await storePassword(tx, user, passwordHash, now);
    await recordAudit(tx, { actorId: null, requestId: null, now }, [
      { action: 'user.passwordSet', subjectType: 'User', subjectId: user.id },
    ]);
    return undefined;
  });
}
