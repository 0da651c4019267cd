import type { RequestContext, SignedIn } from '../../platform/context.ts';
import { verifyPassword } from './password.ts';
import { recordRefusal, recordSession } from './record-sign-in.ts';
import { endOwnSession, findSession, startSession } from './session.ts';
import { type EndedSession, OrganizationRequired, type SignInInput, SignInRefused } from './sign-in.types.ts';

/** A refusal takes at least so long, in ms, so that its time does not tell whether somebody has the address. */
const REFUSAL_TAKES = 300;

/**
 * Checks the password in every organization that knows the address (or in the one that was named) and starts a session. What is
 * wrong - address, password, organization, an inactive user - is not told apart.
 */
export async function signIn(
  input: SignInInput,
  ctx: RequestContext,
): Promise<SignedIn | SignInRefused | OrganizationRequired> {
  const began = performance.now();
  const email = input.email.trim().toLowerCase();
  const attempt = ctx.beginAttempt('SIGN_IN', email);
  const candidates = await ctx.database.global<Candidate>('SELECT * FROM sign_in_candidates($1)', [email]);
  const named = input.organization?.trim().toLowerCase();
  const wanted = named ? candidates.filter((candidate) => candidate.organization_slug === named) : candidates;
  const matching: Candidate[] = [];
  for (const candidate of wanted) {
    if ((await verifyPassword(candidate.password_hash, input.password)) && candidate.is_active)
      matching.push(candidate);
  }
  if (wanted.length === 0) await verifyPassword(undefined, input.password);

  const [match, another] = matching;
  if (!match) {
    for (const { organization_id, user_id } of wanted) {
      await recordRefusal(ctx, { organizationId: organization_id, userId: user_id });
    }
    await pause(REFUSAL_TAKES - (performance.now() - began));
    return new SignInRefused('The email and password do not match an active user. Check both and try again.');
  }
  attempt?.worked();
  if (another) {
    return new OrganizationRequired('This email is used in several organizations. Enter the short name of yours.', [
      'organization',
    ]);
  }
  const user = { organizationId: match.organization_id, userId: match.user_id };
  const token = await startSession(ctx.database, user, ctx.now, ctx.userAgent);
  const signedIn = await findSession(ctx.database, token, ctx.now);
  if (!signedIn) return new SignInRefused('The user was deactivated a moment ago.');
  await recordSession(ctx, 'session.started', signedIn);
  // A session that was there before is ended: the token changes with every sign-in.
  await endOwnSession(ctx.database, ctx.signedIn);
  ctx.cookie.set(token);
  await ctx.become(signedIn);
  return signedIn;
}

/** Ends the session, if there is one, and returns what it was. */
export async function signOut(ctx: RequestContext): Promise<EndedSession | undefined> {
  const { database, signedIn } = ctx;
  const [session] =
    signedIn?.by.kind === 'SESSION'
      ? await database.global<EndedSession>(
          `SELECT organization_id AS "organizationId", is_single_sign_on AS "isSingleSignOn" FROM sessions WHERE id = $1`,
          [signedIn.by.id],
        )
      : [];
  if (session && signedIn) await recordSession(ctx, 'session.ended', signedIn);
  await endOwnSession(database, signedIn);
  ctx.cookie.clear();
  await ctx.become(undefined);
  return session;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

interface Candidate {
  organization_id: string;
  organization_slug: string;
  user_id: string;
  password_hash: string;
  is_active: boolean;
}
