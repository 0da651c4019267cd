import { type Configuration, authorizationCodeGrant, ResponseBodyError } from 'openid-client';
import type { RequestContext } from '../../platform/context.ts';
import { AddressRefused } from '../../platform/http/outside.ts';
import { randomToken } from './attempt.ts';
import { openClientSecret } from './client-secret.ts';
import { discoverProvider } from './provider.ts';
import { issuerProblem, tidyIssuer } from './single-sign-on-problems.ts';
import { type CurrentSingleSignOn, singleSignOnOf } from './single-sign-on.reads.ts';
import type { CheckSingleSignOnInput, SingleSignOnFinding, SingleSignOnFindingCode } from './single-sign-on.types.ts';

/** Asks the provider about itself and, with a code that cannot exist, whether it takes the client. */
export async function checkSingleSignOn(
  input: CheckSingleSignOnInput,
  ctx: RequestContext,
): Promise<SingleSignOnFinding[]> {
  const stored = await singleSignOnOf(await ctx.read());
  // No connection is kept while the provider thinks.
  await ctx.close();
  const issuer = tidyIssuer(input.issuer ?? stored.issuer);
  const clientId = input.clientId?.trim() ?? stored.clientId;
  const refused = issuerProblem(issuer, ctx.outside.allowsLocal);
  if (refused) return [problem('ADDRESS_REFUSED', refused)];
  const clientSecret = secretFor({ issuer, clientId, input, stored }, ctx);
  if (clientSecret === undefined) {
    return [problem('SECRET_UNREADABLE', 'The stored secret was sealed with another SECRETS_KEY. Enter it again.')];
  }
  try {
    const provider = await discoverProvider({ issuer, clientId, clientSecret }, ctx.outside);
    const findings = [...offers(provider), await tryClient(provider, `${ctx.origin}/sso/callback/check`)];
    return findings.sort((one, other) => Number(other.isProblem) - Number(one.isProblem));
  } catch (error) {
    return [unusable(error)];
  }
}

interface Asked {
  issuer: string;
  clientId: string;
  input: CheckSingleSignOnInput;
  stored: CurrentSingleSignOn;
}

/** The stored secret goes to nobody but the provider that it was entered for. */
function secretFor({ issuer, clientId, input, stored }: Asked, ctx: RequestContext): string | null | undefined {
  if (input.clientSecret) return input.clientSecret;
  if (input.clientSecret === null || issuer !== stored.issuer || clientId !== stored.clientId) return null;
  return openClientSecret(ctx.secrets, stored);
}

function offers(provider: Configuration): SingleSignOnFinding[] {
  const server = provider.serverMetadata();
  const findings: SingleSignOnFinding[] = [];
  if (!server.authorization_endpoint || !server.token_endpoint || !takesCodes(server.response_types_supported)) {
    findings.push(problem('NO_CODE_FLOW', 'The provider does not offer the authorization code flow.'));
  }
  if (!server.code_challenge_methods_supported?.includes('S256')) {
    findings.push(note('NO_PKCE', 'The provider does not say that it checks PKCE with S256. It is sent all the same.'));
  }
  if (!server.end_session_endpoint) {
    const message = 'The provider has no page for signing out: whoever signs out here stays signed in there.';
    findings.push(note('NO_SIGN_OUT', message));
  }
  return findings;
}

function takesCodes(types: unknown): boolean {
  return !Array.isArray(types) || types.includes('code');
}

/** A provider looks at the client before it looks at the code. */
async function tryClient(provider: Configuration, callback: string): Promise<SingleSignOnFinding> {
  const uncertain = note('CLIENT_UNCERTAIN', 'The provider answers, but does not tell whether it takes the client.');
  const url = new URL(callback);
  url.searchParams.set('code', randomToken());
  const issuer = provider.serverMetadata().issuer;
  url.searchParams.set('iss', issuer);
  try {
    await authorizationCodeGrant(provider, url, { pkceCodeVerifier: randomToken() });
    return uncertain;
  } catch (error) {
    const code = error instanceof ResponseBodyError ? error.error : undefined;
    if (code === 'invalid_grant') return note('READY', 'The provider answers, and takes the client.');
    if (code === 'invalid_client' || code === 'unauthorized_client' || isChallenge(error)) {
      const message = 'The provider does not know this client id, or the secret is wrong or missing.';
      return problem('CLIENT_REFUSED', message);
    }
    return uncertain;
  }
}

function isChallenge(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE';
}

function unusable(error: unknown): SingleSignOnFinding {
  const reason = causes(error);
  const refused = reason.find((each) => each instanceof AddressRefused);
  if (refused) return problem('ADDRESS_REFUSED', refused.message);
  const code = String((error as { code?: unknown }).code);
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    const message =
      'The provider calls itself something else than the issuer that was entered. Enter it exactly as the provider does.';
    return problem('OTHER_ISSUER', message);
  }
  if (code.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT') {
    const message =
      'Something answers there, but it does not describe an OpenID provider at /.well-known/openid-configuration.';
    return problem('NO_PROVIDER', message);
  }
  return problem(
    'UNREACHABLE',
    'Nothing answered at this address within 5 seconds. Check it, and whether this server may reach it.',
  );
}

function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

function problem(code: SingleSignOnFindingCode, message: string): SingleSignOnFinding {
  return { code, isProblem: true, message };
}

function note(code: SingleSignOnFindingCode, message: string): SingleSignOnFinding {
  return { code, isProblem: false, message };
}
