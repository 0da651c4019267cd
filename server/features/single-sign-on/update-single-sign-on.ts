import { InvalidInput, StaleVersion } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { sealClientSecret } from './client-secret.ts';
import { SingleSignOn } from './single-sign-on.entity.ts';
import { singleSignOnProblems, tidyIssuer } from './single-sign-on-problems.ts';
import { type CurrentSingleSignOn, domainsOf, hasSignedInSuperUser, singleSignOnOf } from './single-sign-on.reads.ts';
import type { UpdateSingleSignOnInput } from './single-sign-on.types.ts';

export const NO_KEY =
  'This deployment has no key to keep a secret with. Whoever runs it sets SECRETS_KEY; a public client needs no secret.';
const LONGEST_SECRET = 1000;

/** Changes how the organization signs people in, or says everything that keeps it from being changed. */
export async function updateSingleSignOn(
  input: UpdateSingleSignOnInput,
  ctx: RequestContext,
): Promise<CurrentSingleSignOn | UserError[]> {
  const problem = secretProblem(input, ctx);
  if (problem) return [problem];
  try {
    return await ctx.write((tx) => update(tx, input, ctx));
  } catch (error) {
    if (!(error instanceof DomainTaken)) throw error;
    const message = `${error.domain} cannot be used here. If it is yours, ask whoever runs this deployment.`;
    return [new InvalidInput(message, ['domains'])];
  }
}

/** Undoes the transaction. Who has the domain is not told: it may be another organization. */
class DomainTaken extends Error {
  constructor(readonly domain: string) {
    super('Another organization has this domain.');
  }
}

async function update(
  tx: WriteTransaction,
  input: UpdateSingleSignOnInput,
  ctx: RequestContext,
): Promise<CurrentSingleSignOn | UserError[]> {
  await waitForTurn(tx);
  const before = await singleSignOnOf(tx);
  if (before.version !== input.expectedVersion) {
    const message = `Somebody changed single sign-on: its version is ${before.version} now. Look at the changes, then try again.`;
    return [new StaleVersion(message, before.version)];
  }
  const domainsBefore = await domainsOf(tx);
  const domains = input.domains ? tidyDomains(input.domains) : domainsBefore;
  const after = changed(before, input, ctx);
  const problems = [
    ...singleSignOnProblems(after, domains, ctx.outside.allowsLocal),
    ...(await passwordProblems(tx, before, after)),
  ];
  if (problems.length > 0) return problems;
  await claimDomains(tx, domains, domainsBefore);
  const id = await write(tx, after);
  // Subjects mean something at one issuer, and often for one client, only.
  if (isOtherClient(before, after)) {
    await tx.execute('DELETE FROM single_sign_on_links WHERE organization_id = $1', [tx.organizationId]);
  }
  await recordAudit(tx, ctx.actor, [
    {
      action: 'singleSignOn.updated',
      subjectType: 'SingleSignOn',
      subjectId: id,
      before: auditedFacts(before, domainsBefore),
      after: { ...auditedFacts(after, domains), isSecretNew: typeof input.clientSecret === 'string' },
    },
  ]);
  return after;
}

function secretProblem(
  { clientSecret }: UpdateSingleSignOnInput,
  { secrets }: RequestContext,
): InvalidInput | undefined {
  if (typeof clientSecret !== 'string') return undefined;
  if (clientSecret === '' || clientSecret.length > LONGEST_SECRET) {
    return new InvalidInput(`A client secret has 1 to ${LONGEST_SECRET} characters.`, ['clientSecret']);
  }
  return secrets ? undefined : new InvalidInput(NO_KEY, ['clientSecret']);
}

/** There may be no row to lock yet. */
async function waitForTurn(tx: WriteTransaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} single sign-on`]);
}

function tidyDomains(domains: readonly string[]): string[] {
  const tidy = domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')).filter((domain) => domain !== '');
  return [...new Set(tidy)].sort();
}

function changed(
  before: CurrentSingleSignOn,
  input: UpdateSingleSignOnInput,
  ctx: RequestContext,
): CurrentSingleSignOn {
  const after = {
    organizationId: before.organizationId,
    isEnabled: input.isEnabled ?? before.isEnabled,
    issuer: typeof input.issuer === 'string' ? tidyIssuer(input.issuer) : before.issuer,
    clientId: input.clientId?.trim() ?? before.clientId,
    clientSecret: before.clientSecret,
    extraScopes: input.extraScopes?.map((scope) => scope.trim()).filter(Boolean) ?? before.extraScopes,
    trustsEmails: input.trustsEmails ?? before.trustsEmails,
    claims: input.claims ? trimmed({ ...input.claims }) : before.claims,
    roleClaim: input.roleClaim === undefined ? before.roleClaim : input.roleClaim?.trim() || null,
    roleMappings: input.roleMappings?.map(({ value, role }) => ({ value: value.trim(), role })) ?? before.roleMappings,
    roleWithoutMatch: input.roleWithoutMatch === undefined ? before.roleWithoutMatch : input.roleWithoutMatch,
    allowsPasswords: input.allowsPasswords ?? before.allowsPasswords,
    version: before.version + 1,
  };
  // A secret never travels to another provider than the one it was entered for.
  if (isOtherClient(before, after)) after.clientSecret = null;
  if (input.clientSecret === null) after.clientSecret = null;
  if (input.clientSecret && ctx.secrets) {
    after.clientSecret = sealClientSecret(ctx.secrets, before.organizationId, input.clientSecret);
  }
  return after;
}

function trimmed(claims: CurrentSingleSignOn['claims']): CurrentSingleSignOn['claims'] {
  const { email, name, jobTitle, department, division, manager } = claims;
  return {
    email: email.trim(),
    name: name.trim(),
    jobTitle: jobTitle.trim(),
    department: department.trim(),
    division: division.trim(),
    manager: manager.trim(),
  };
}

function isOtherClient(before: CurrentSingleSignOn, after: CurrentSingleSignOn): boolean {
  return before.issuer !== after.issuer || before.clientId !== after.clientId;
}

/** Nobody locks the organization out: without passwords, the provider has to be one that let a Super User in. */
async function passwordProblems(
  tx: WriteTransaction,
  before: CurrentSingleSignOn,
  after: CurrentSingleSignOn,
): Promise<InvalidInput[]> {
  if (after.allowsPasswords) return [];
  if (!before.allowsPasswords) {
    const message = 'Allow passwords first: otherwise nobody could sign in if the new provider does not work.';
    return isOtherClient(before, after) ? [new InvalidInput(message, ['issuer'])] : [];
  }
  if (!isOtherClient(before, after) && (await hasSignedInSuperUser(tx, after.issuer))) return [];
  const message = 'A Super User has to sign in with the provider first, to be sure that it works.';
  return [new InvalidInput(message, ['allowsPasswords'])];
}

async function claimDomains(
  tx: WriteTransaction,
  domains: readonly string[],
  before: readonly string[],
): Promise<void> {
  const dropped = before.filter((domain) => !domains.includes(domain));
  const added = domains.filter((domain) => !before.includes(domain));
  await asLoginRole(tx, async () => {
    await tx.execute('DELETE FROM single_sign_on_domains WHERE organization_id = $1 AND domain = ANY ($2)', [
      tx.organizationId,
      dropped,
    ]);
    const claimed = await tx.rows<{ domain: string }>(
      `INSERT INTO single_sign_on_domains (domain, organization_id) SELECT domain, $1 FROM unnest($2::text[]) domain
       ORDER BY domain ON CONFLICT (domain) DO NOTHING RETURNING domain`,
      [tx.organizationId, added],
    );
    const taken = added.find((domain) => !claimed.some((each) => each.domain === domain));
    if (taken !== undefined) throw new DomainTaken(taken);
  });
}

/** Returns the id of the row. */
async function write(tx: WriteTransaction, settings: CurrentSingleSignOn): Promise<string> {
  const { organizationId } = tx;
  const row = await tx.manager.findOneBy(SingleSignOn, { organizationId });
  if (row) {
    await tx.manager.update(SingleSignOn, { organizationId, id: row.id }, settings);
    return row.id;
  }
  const id = newId();
  await tx.manager.insert(SingleSignOn, { id, ...settings });
  return id;
}

function auditedFacts(settings: CurrentSingleSignOn, domains: readonly string[]): object {
  const { organizationId: _, version: __, clientSecret, ...facts } = settings;
  return { ...facts, domains, hasClientSecret: clientSecret !== null };
}
