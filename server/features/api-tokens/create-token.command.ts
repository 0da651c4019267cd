import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { ApiScope } from '../people/scope.ts';
import { User } from '../people/user.entity.ts';
import { createApiToken, LONGEST_TOKEN_DAYS } from './create-api-token.ts';

const SCOPES = Object.values(ApiScope).join(',');
const DAY = 86_400_000;

export const createTokenCommand = defineCommand({
  name: 'token create',
  summary: 'Creates an API token for a program and prints its secret, this once.',
  options: {
    organization: { value: 'SLUG', required: true, description: 'Short name of the organization.' },
    email: { value: 'EMAIL', required: true, description: 'Address of the active user it acts as.' },
    scopes: {
      value: 'SCOPES',
      required: true,
      description: `What it may be used for, with commas between: ${SCOPES}.`,
    },
    name: { value: 'NAME', required: true, description: 'What it is for.' },
    days: { value: 'DAYS', description: `How long it works, 1 to ${LONGEST_TOKEN_DAYS} days; 90 by default.` },
  },
  async run(values, context) {
    const scopes = readScopes(values.scopes);
    const days = Number(values.days ?? 90);
    if (!Number.isInteger(days)) throw new CommandError(`--days: ${values.days} is not a whole number.`);
    const { database } = await context.openDatabase();
    const organizationId = await findOrganization(database, values.organization);
    const userId = await findUser(database, organizationId, values.email);
    const now = context.clock.now();
    const facts = { name: values.name, scopes, userId, expiresAt: new Date(now.getTime() + days * DAY) };
    const actor = { actorId: null, requestId: null, now };
    const outcome = await createApiToken((work) => database.write(organizationId, work), facts, actor);
    if (Array.isArray(outcome)) throw new CommandError(outcome.map(({ message }) => message).join('\n'));
    context.print(outcome.secret);
  },
});

function readScopes(text: string): ApiScope[] {
  const words = text.split(',').map((word) => word.trim().toUpperCase());
  const unknown = words.filter((word) => !(word in ApiScope));
  if (unknown.length > 0)
    throw new CommandError(`--scopes: there is no scope "${unknown.join('", "')}". Use ${SCOPES}.`);
  return words as ApiScope[];
}

async function findOrganization(database: Database, slug: string): Promise<string> {
  const [organization] = await database.global<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [
    slug.trim().toLowerCase(),
  ]);
  if (!organization) throw new CommandError(`--organization: there is no organization "${slug}".`);
  return organization.id;
}

async function findUser(database: Database, organizationId: string, email: string): Promise<string> {
  const emailKey = email.trim().toLowerCase();
  const user = await database.read(organizationId, (tx) => tx.manager.findOneBy(User, { organizationId, emailKey }));
  if (!user) throw new CommandError(`--email: the organization has no user with the address ${email}.`);
  return user.id;
}
