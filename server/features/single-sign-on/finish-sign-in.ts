import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client';
import type { RequestContext } from '../../platform/context.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordSession } from '../sign-in/record-sign-in.ts';
import { endOwnSession, findSession, startSession } from '../sign-in/session.ts';
import { callbackUrl } from './addresses.ts';
import { type Attempt, takeAttempt } from './attempt.ts';
import { providerOf } from './provider-of.ts';
import { provisionUser } from './provision-user.ts';
import { type Claims, readProfile } from './read-profile.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import { type CurrentSingleSignOn, domainsOf, singleSignOnOf } from './single-sign-on.reads.ts';

export interface FinishSignIn {
  /** Of the callback, as the provider sent it. */
  slug: string;
  query: URLSearchParams;
  /** What the browser has in its cookie. */
  browser: string;
}

/** What came of it, and for the log: which organization, and which technical code an answer of the provider failed with. */
export interface Finished {
  returnTo?: string;
  problem?: SignInProblem;
  organizationId?: string;
  code?: string;
}

const UNIQUE_VIOLATION = '23505';

/** Takes the provider's answer, signs in whom it means, and says where to go on. */
export async function finishSignIn(answer: FinishSignIn, ctx: RequestContext): Promise<Finished> {
  const { slug, query, browser } = answer;
  const state = query.get('state') ?? '';
  const attempt = await takeAttempt(ctx.database, { state, browser, slug, now: ctx.now });
  if (!attempt) return { problem: 'startAgain' };
  const { organizationId, returnTo } = attempt;
  const facts = await ctx.database.read(organizationId, async (tx) => ({
    settings: await singleSignOnOf(tx),
    domains: await domainsOf(tx),
  }));
  if (facts.settings.version !== attempt.settingsVersion) return { problem: 'startAgain', organizationId };
  const provider = await providerOf(facts.settings, ctx);
  if (typeof provider === 'string') return { problem: provider, organizationId, returnTo };
  const url = new URL(callbackUrl(ctx.origin, slug));
  url.search = query.toString();
  const claims = await claimsOf(provider, url, attempt, state);
  if ('problem' in claims) return { ...claims, organizationId, returnTo };
  const outcome = await provision(claims.claims, facts, organizationId, ctx);
  if (typeof outcome === 'string') return { problem: outcome, organizationId, returnTo };
  const isSignedIn = await signIn({ organizationId, userId: outcome.userId }, ctx);
  return { ...(isSignedIn ? {} : { problem: 'inactive' }), organizationId, returnTo };
}

/** What the provider says about the person: its token, and what it tells besides. */
async function claimsOf(
  provider: Configuration,
  url: URL,
  attempt: Attempt,
  state: string,
): Promise<{ claims: Claims } | { problem: SignInProblem; code: string }> {
  try {
    const tokens = await authorizationCodeGrant(provider, url, {
      expectedState: state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return { problem: 'badAnswer', code: 'no id token' };
    const more = provider.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
      : {};
    return { claims: { ...more, ...claims } };
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): { problem: SignInProblem; code: string } {
  if (error instanceof AuthorizationResponseError) return { problem: 'declined', code: error.error };
  if (error instanceof ResponseBodyError) return { problem: 'badAnswer', code: error.error };
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (code === 'OAUTH_TIMEOUT' || !String(code).startsWith('OAUTH_')) {
    return { problem: 'unreachable', code: String(code ?? name) };
  }
  return { problem: 'badAnswer', code: String(code) };
}

async function provision(
  claims: Claims,
  { settings, domains }: { settings: CurrentSingleSignOn; domains: readonly string[] },
  organizationId: string,
  { database, requestId, now }: RequestContext,
): Promise<{ userId: string } | SignInProblem> {
  const profile = readProfile(claims, settings, domains);
  const work = (tx: WriteTransaction) => provisionUser(tx, profile, { settings, requestId, now });
  try {
    return await database.write(organizationId, work);
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    // Somebody else took the address a moment ago: now that user is there.
    return database.write(organizationId, work);
  }
}

async function signIn(user: { organizationId: string; userId: string }, ctx: RequestContext): Promise<boolean> {
  const token = await startSession(ctx.database, user, ctx.now);
  const signedIn = await findSession(ctx.database, token, ctx.now);
  if (!signedIn) return false;
  await ctx.database.global('UPDATE sessions SET is_single_sign_on = true WHERE id = $1', [signedIn.by.id]);
  await recordSession(ctx, 'session.started', signedIn);
  await endOwnSession(ctx.database, ctx.signedIn);
  ctx.cookie.set(token);
  await ctx.become(signedIn);
  return true;
}
