import type { Database } from '../../platform/database/transaction.ts';
import { domainOf } from './email-domain.ts';
import { findProviderOfDomain } from './find-provider-of-domain.ts';
import type { SignInMethods } from './single-sign-on.types.ts';

/** How people of the address's domain sign in; users are not looked at. */
export async function findSignInMethods(database: Database, email: string): Promise<SignInMethods> {
  const domain = domainOf(email);
  const provider = domain === undefined ? undefined : await findProviderOfDomain(database, domain);
  if (!provider) return { allowsPassword: true, singleSignOnHost: null };
  return { allowsPassword: provider.allowsPasswords, singleSignOnHost: new URL(provider.issuer).host };
}
