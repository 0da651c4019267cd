import type { Database } from '../../platform/database/transaction.ts';

/** The organization that signs the people of a domain in with its provider. */
export interface DomainProvider {
  organizationId: string;
  organizationSlug: string;
  issuer: string;
  allowsPasswords: boolean;
}

/** Who signs the people of the domain in; undefined where nobody does. */
export async function findProviderOfDomain(database: Database, domain: string): Promise<DomainProvider | undefined> {
  const [row] = await database.global<DomainProvider>(
    `SELECT organization_id AS "organizationId", organization_slug AS "organizationSlug", issuer,
            allows_passwords AS "allowsPasswords" FROM single_sign_on_of_domain($1)`,
    [domain],
  );
  return row;
}
