import { asLoginRole } from '../../platform/database/as-login-role.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { Database, WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { hashPassword, passwordProblem } from '../sign-in/password.ts';
import { organizationProblems } from './organization-problems.ts';
import { storePassword } from './store-password.ts';
import { SystemProfile } from './system-profile.entity.ts';
import { Role, User } from './user.entity.ts';

export interface NewOrganization {
  slug: string;
  name: string;
  /** IANA name of the head office's time zone. */
  timeZone: string;
  /** The first Super User. */
  admin: { email: string; name: string; password: string };
}

/** What an organization has from the start, so that its first tickets can be backfilled; more come with its files. */
const usageCategories = ['Client Entertainment', 'Employee Recognition', 'Charity'];
const systemProfiles = ["Client's guest", 'Unconfirmed attendee'];

export type CreatedOrganization = { organizationId: string; adminId: string } | { problems: string[] };

/** Creates an organization with its first Super User, or says everything that keeps it from being created. */
export async function createOrganization(
  database: Database,
  facts: NewOrganization,
  now: Date,
): Promise<CreatedOrganization> {
  const problems = [...organizationProblems(facts), passwordProblem(facts.admin.password)].filter(
    (problem) => problem !== undefined,
  );
  if (problems.length > 0) return { problems };
  const passwordHash = await hashPassword(facts.admin.password);
  const organizationId = newId();
  try {
    return await database.write(organizationId, async (tx) => {
      await insertOrganization(tx, facts, now);
      await insertDefaults(tx);
      const admin = await insertAdmin(tx, facts.admin, now);
      await storePassword(tx, admin, passwordHash, now);
      await recordAudit(tx, { actorId: null, requestId: null, now }, [
        {
          action: 'organization.created',
          subjectType: 'Organization',
          subjectId: organizationId,
          after: { slug: facts.slug },
        },
        { action: 'user.created', subjectType: 'User', subjectId: admin.id, after: { role: admin.role } },
      ]);
      return { organizationId, adminId: admin.id };
    });
  } catch (error) {
    if (!isSlugTaken(error)) throw error;
    return { problems: [`--slug: there is an organization "${facts.slug}" already. Choose another one.`] };
  }
}

async function insertOrganization(tx: WriteTransaction, facts: NewOrganization, now: Date): Promise<void> {
  const values = [tx.organizationId, facts.slug, facts.name.trim(), facts.timeZone, now];
  await asLoginRole(tx, () =>
    tx.execute('INSERT INTO organizations (id, slug, name, time_zone, created_at) VALUES ($1, $2, $3, $4, $5)', values),
  );
}

async function insertDefaults(tx: WriteTransaction): Promise<void> {
  const named = (name: string) => ({ organizationId: tx.organizationId, id: newId(), name, nameKey: fold(name) });
  await tx.manager.insert(UsageCategory, usageCategories.map(named));
  await tx.manager.insert(SystemProfile, systemProfiles.map(named));
}

async function insertAdmin(tx: WriteTransaction, facts: NewOrganization['admin'], now: Date): Promise<User> {
  const [name, email] = [facts.name.trim(), facts.email.trim()];
  const admin = Object.assign(new User(), {
    organizationId: tx.organizationId,
    id: newId(),
    name,
    email,
    emailKey: email.toLowerCase(),
    searchText: fold(`${name} ${email}`),
    role: Role.SUPER_USER,
    isActive: true,
    createdAt: now,
  });
  await tx.manager.insert(User, { ...admin });
  return admin;
}

function isSlugTaken(error: unknown): boolean {
  return sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'organizations_slug_key';
}
