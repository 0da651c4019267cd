import { PASSWORD } from '../data/generate.ts';
import type { Organization } from './contestant.ts';

/** Signs in at the product and returns the cookie. */
export async function signIn(url: string, { email, slug }: Pick<Organization, 'email' | 'slug'>): Promise<string> {
  const input = { email, password: PASSWORD, organization: slug };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: 'sign-in', variables: { input } }),
  });
  const body = await response.text();
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!cookie) throw new Error(`The product did not sign ${email} in: ${body}`);
  return cookie;
}
