import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { SingleSignOn } from './single-sign-on.entity.ts';

/** How the organization signs people in, as it is stored, or the defaults (version 0). */
export type CurrentSingleSignOn = Omit<SingleSignOn, 'id'>;

/** How the organization of the transaction signs people in. */
export async function singleSignOnOf(tx: ReadTransaction): Promise<CurrentSingleSignOn> {
  const { organizationId } = tx;
  const row = await tx.manager.findOneBy(SingleSignOn, { organizationId });
  return row ?? Object.assign(new SingleSignOn(), { organizationId, ...DEFAULTS });
}

/** The domains whose people the organization signs in, in order. */
export async function domainsOf(tx: ReadTransaction): Promise<string[]> {
  const rows = await tx.rows<{ domain: string }>('SELECT domain FROM own_single_sign_on_domains()');
  return rows.map(({ domain }) => domain);
}

/** Whether a Super User has signed in with the provider, so that somebody can still get in without passwords. */
export async function hasSignedInSuperUser(tx: ReadTransaction, issuer: string): Promise<boolean> {
  const rows = await tx.rows(
    `SELECT FROM single_sign_on_links l JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id
     WHERE l.organization_id = $1 AND l.issuer = $2 AND u.role = 'SUPER_USER' AND u.is_active LIMIT 1`,
    [tx.organizationId, issuer],
  );
  return rows.length > 0;
}

const DEFAULTS = {
  isEnabled: false,
  issuer: '',
  clientId: '',
  clientSecret: null,
  extraScopes: [],
  trustsEmails: false,
  claims: { email: 'email', name: 'name', jobTitle: '', department: '', division: '', manager: '' },
  roleClaim: null,
  roleMappings: [],
  roleWithoutMatch: 'EMPLOYEE',
  allowsPasswords: true,
  version: 0,
} as const;
