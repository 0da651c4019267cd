import { UserError } from '../../platform/user-error.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { encodeNodeId } from '../../platform/node-id.ts';
import { type Actor, recordAudit } from '../audit/record-audit.ts';
import { circleProblem, findManager, waitForManagers } from '../people/find-manager.ts';
import { hasOtherSuperUser, isSuperUser, lockSuperUsers } from '../people/last-super-user.ts';
import { User } from '../people/user.entity.ts';
import { planUser, type ProvidedFacts } from './plan-user.ts';
import type { Profile } from './read-profile.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';

/** The organization's settings as far as they decide about people, and the request that asks. */
export interface Provisioning {
  settings: Pick<CurrentSingleSignOn, 'issuer' | 'roleWithoutMatch'>;
  requestId: string;
  now: Date;
  /** Makes those that take Super Users away wait for each other; the test's control replaces it. */
  waitForSuperUsers?: typeof lockSuperUsers;
}

/**
 * Finds the user whom a provider means, the first time by address and from then on by subject, creates one who is not on file, and
 * brings the facts up to date. Returns the user's id, or why nobody is signed in.
 */
export async function provisionUser(
  tx: WriteTransaction,
  profile: Profile,
  how: Provisioning,
): Promise<{ userId: string } | SignInProblem> {
  await waitForPerson(tx, profile.subject);
  if (profile.managerEmail !== undefined) await waitForManagers(tx);
  const linkedId = await linkedUser(tx, profile.subject, how.settings.issuer);
  if (!linkedId && profile.emailProblem) return profile.emailProblem;
  const found = await findUser(tx, linkedId, profile.email);
  await (how.waitForSuperUsers ?? lockSuperUsers)(tx, found?.id ?? newId());
  // Read again: it may have changed while others were waited for.
  const user = found ? await lockUser(tx, found.id) : undefined;
  if (user && !user.isActive) return 'inactive';
  if (user && !linkedId && (await hasLink(tx, user.id, how.settings.issuer))) return 'linkedElsewhere';
  const facts = planUser(profile, how.settings, {
    user,
    managerId: await managerOf(tx, user?.id, profile.managerEmail),
    isEmailTaken: await isTaken(tx, user?.id, profile.email),
    isLastSuperUser: user !== undefined && isSuperUser(user) && !(await hasOtherSuperUser(tx, user.id)),
  });
  if (facts === 'noRole') return 'noRole';
  const system = { actorId: null, requestId: how.requestId, now: how.now };
  const userId = user ? await update(tx, user, facts, system) : await create(tx, facts, system);
  await link(tx, userId, profile.subject, how);
  return { userId };
}

/** Somebody who comes in twice at once is created and linked once. */
async function waitForPerson(tx: WriteTransaction, subject: string): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} subject ${subject}`]);
}

async function linkedUser(tx: WriteTransaction, subject: string, issuer: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ userId: string }>(
    `SELECT user_id AS "userId" FROM single_sign_on_links WHERE organization_id = $1 AND issuer = $2 AND subject = $3`,
    [tx.organizationId, issuer, subject],
  );
  return row?.userId;
}

async function hasLink(tx: WriteTransaction, userId: string, issuer: string): Promise<boolean> {
  const rows = await tx.rows(
    'SELECT FROM single_sign_on_links WHERE organization_id = $1 AND user_id = $2 AND issuer = $3',
    [tx.organizationId, userId, issuer],
  );
  return rows.length > 0;
}

async function findUser(
  tx: WriteTransaction,
  linkedId: string | undefined,
  email: string | undefined,
): Promise<User | null> {
  const { organizationId } = tx;
  if (linkedId) return tx.manager.findOneBy(User, { organizationId, id: linkedId });
  return email ? tx.manager.findOneBy(User, { organizationId, emailKey: email.toLowerCase() }) : null;
}

function lockUser(tx: WriteTransaction, id: string): Promise<User> {
  const where = { organizationId: tx.organizationId, id };
  return tx.manager.findOneOrFail(User, { where, lock: { mode: 'pessimistic_write' } });
}

async function isTaken(tx: WriteTransaction, userId: string | undefined, email: string | undefined): Promise<boolean> {
  const other = await findUser(tx, undefined, email);
  return other !== null && other.id !== userId;
}

/** The manager, if there is such a user and no circle of managers would come of it. */
async function managerOf(
  tx: WriteTransaction,
  userId: string | undefined,
  email: string | undefined,
): Promise<string | undefined> {
  const named = await findUser(tx, undefined, email);
  if (!named) return undefined;
  const manager = await findManager(tx, encodeNodeId('User', tx.organizationId, named.id));
  if (!manager || manager instanceof UserError) return undefined;
  return userId && (await circleProblem(tx, userId, manager)) ? undefined : manager.id;
}

function columnsOf(facts: ProvidedFacts): ProvidedFacts & Pick<User, 'emailKey' | 'searchText'> {
  const searchText = fold(`${facts.name} ${facts.email} ${facts.department ?? ''}`);
  return { ...facts, emailKey: facts.email.toLowerCase(), searchText };
}

async function create(tx: WriteTransaction, facts: ProvidedFacts, system: Actor): Promise<string> {
  const id = newId();
  const { organizationId } = tx;
  const row = { organizationId, id, ...columnsOf(facts), isActive: true, createdAt: system.now, version: 1 };
  await tx.manager.insert(User, row);
  const { role, managerId } = facts;
  const after = { role, isActive: true, managerId, bySingleSignOn: true };
  await recordAudit(tx, system, [{ action: 'user.created', subjectType: 'User', subjectId: id, after }]);
  return id;
}

async function update(tx: WriteTransaction, user: User, facts: ProvidedFacts, system: Actor): Promise<string> {
  const changedFields = (Object.keys(facts) as (keyof ProvidedFacts)[]).filter((field) => facts[field] !== user[field]);
  if (changedFields.length === 0) return user.id;
  const { organizationId } = tx;
  const row = { ...columnsOf(facts), version: user.version + 1 };
  await tx.manager.update(User, { organizationId, id: user.id }, row);
  if (row.emailKey !== user.emailKey) await moveIdentity(tx, user.id, row.emailKey);
  // The trail never holds names or addresses: whoever is erased is erased there too.
  const before = { role: user.role, managerId: user.managerId };
  const after = { role: facts.role, managerId: facts.managerId, changedFields, bySingleSignOn: true };
  const entry = { action: 'user.updated' as const, subjectType: 'User', subjectId: user.id, before, after };
  await recordAudit(tx, system, [entry]);
  return user.id;
}

/** Whoever has a password signs in with the new address from now on. */
async function moveIdentity(tx: WriteTransaction, userId: string, emailKey: string): Promise<void> {
  const values = [tx.organizationId, userId, emailKey];
  await asLoginRole(tx, () =>
    tx.execute('UPDATE sign_in_identities SET email_key = $3 WHERE organization_id = $1 AND user_id = $2', values),
  );
}

async function link(tx: WriteTransaction, userId: string, subject: string, how: Provisioning): Promise<void> {
  const { issuer } = how.settings;
  const used = await tx.execute(
    `UPDATE single_sign_on_links SET last_used_at = $4 WHERE organization_id = $1 AND issuer = $2 AND subject = $3`,
    [tx.organizationId, issuer, subject, how.now],
  );
  if (used > 0) return;
  await tx.execute(
    `INSERT INTO single_sign_on_links (organization_id, id, user_id, issuer, subject, created_at, last_used_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [tx.organizationId, newId(), userId, issuer, subject, how.now],
  );
  const actor = { actorId: userId, requestId: how.requestId, now: how.now };
  await recordAudit(tx, actor, [
    { action: 'user.singleSignOnLinked', subjectType: 'User', subjectId: userId, after: { issuer } },
  ]);
}
