import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { RequestContext } from '../../platform/context.ts';
import { callbackUrl } from './addresses.ts';
import { randomToken, startAttempt } from './attempt.ts';
import { domainOf } from './email-domain.ts';
import { findProviderOfDomain } from './find-provider-of-domain.ts';
import { providerOf } from './provider-of.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import { singleSignOnOf } from './single-sign-on.reads.ts';

export interface BeginSignIn {
  email: string;
  returnTo: string;
  /** The random value that the browser has in its cookie. */
  browser: string;
}

/** Where the browser goes to sign in at the provider of the address's domain; the address is passed on as a hint. */
export async function beginSignIn(begin: BeginSignIn, ctx: RequestContext): Promise<URL | SignInProblem> {
  const domain = domainOf(begin.email);
  const found = domain === undefined ? undefined : await findProviderOfDomain(ctx.database, domain);
  if (!found) return 'notOffered';
  const settings = await ctx.database.read(found.organizationId, singleSignOnOf);
  const provider = await providerOf(settings, ctx);
  if (typeof provider === 'string') return provider;
  const [nonce, codeVerifier] = [randomToken(), randomToken()];
  const attempt = {
    organizationId: found.organizationId,
    settingsVersion: settings.version,
    nonce,
    codeVerifier,
    returnTo: begin.returnTo,
  };
  const state = await startAttempt(ctx.database, attempt, begin.browser, ctx.now);
  return buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrl(ctx.origin, found.organizationSlug),
    scope: ['openid', 'email', 'profile', ...settings.extraScopes].join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    login_hint: begin.email.trim(),
  });
}
