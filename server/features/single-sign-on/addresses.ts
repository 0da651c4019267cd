/** Where browsers come back to from the provider of the organization; it is registered there. */
export function callbackUrl(origin: string, organizationSlug: string): string {
  return `${origin}/sso/callback/${organizationSlug}`;
}

/** Where browsers come back to after signing out at the provider; it is registered there too. */
export function signedOutUrl(origin: string): string {
  return `${origin}/sign-in`;
}
