import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { SingleSignOn } from './single-sign-on.entity.ts';

export const allowPasswordsCommand = defineCommand({
  name: 'organization allow-passwords',
  summary: 'Lets people of an organization sign in with passwords again, when its provider lets nobody in.',
  options: { organization: { value: 'SLUG', required: true, description: 'Short name of the organization.' } },
  async run({ organization }, context) {
    const { database } = await context.openDatabase();
    const problem = await allowPasswords(database, organization, context.clock.now());
    if (problem !== undefined) throw new CommandError(problem);
    context.print(`People of ${organization} can sign in with passwords.`);
  },
});

/** Switches passwords on, whatever else is set. @returns what keeps it from being done */
export async function allowPasswords(database: Database, slug: string, now: Date): Promise<string | undefined> {
  const [organization] = await database.global<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [
    slug.trim().toLowerCase(),
  ]);
  if (!organization) return `--organization: there is no organization "${slug}".`;
  return database.write(organization.id, async (tx) => {
    const { organizationId } = tx;
    const row = await tx.manager.findOneBy(SingleSignOn, { organizationId });
    if (!row || row.allowsPasswords) return undefined;
    const changes = { allowsPasswords: true, version: row.version + 1 };
    await tx.manager.update(SingleSignOn, { organizationId, id: row.id }, changes);
    await recordAudit(tx, { actorId: null, requestId: null, now }, [
      {
        action: 'singleSignOn.updated',
        subjectType: 'SingleSignOn',
        subjectId: row.id,
        before: { allowsPasswords: false },
        after: { allowsPasswords: true },
      },
    ]);
    return undefined;
  });
}
