import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../platform/context.ts';
import { isPassing } from '../../platform/database/passing-fault.ts';
import { describeError } from '../../platform/describe-error.ts';
import type { Log } from '../../platform/log.ts';
import type { RateLimits } from '../../platform/rate-limits/rate-limits.ts';

import { ATTEMPT_MINUTES, randomToken } from './attempt.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { returnPath } from './return-path.ts';

export interface SingleSignOnOptions {
  log: Log;
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
  /** Whether browsers reach the service by https only. */
  secure: boolean;
  rateLimits: RateLimits;
}

/** Each step asks a provider and writes a row: an address may take some 30 in a minute. */
const POINTS = 20;

/** Knows the browser again that began to sign in. The answer of a provider is a link from elsewhere, which Lax lets through. */
const BROWSER_COOKIE = 'backfill_sso';

/**
 * `GET /sso/start?email=...&returnTo=...` leads to the provider, which leads back to `/sso/callback/<organization>`. Both always answer with
 * a redirect; what went wrong is told by the sign-in page.
 */
export async function serveSingleSignOn(http: FastifyInstance, options: SingleSignOnOptions): Promise<void> {
  const cookie = { path: '/sso', httpOnly: true, sameSite: 'lax', secure: options.secure } as const;

  http.get('/sso/start', (request, reply) =>
    answer(options, request, reply, async (ctx) => {
      const query = queryOf(request);
      const [email, returnTo] = [query.get('email') ?? '', returnPath(query.get('returnTo'))];
      // Only our own page may begin: a link elsewhere could sign the browser in to the account of whoever made the link.
      if (!isFromOurPage(request, ctx.origin)) return signInPage({ email, returnTo });
      const browser = browserOf(request) ?? randomToken();
      const outcome = await beginSignIn({ email, returnTo, browser }, ctx);
      if (typeof outcome === 'string') {
        options.log.info({ requestId: request.id, problem: outcome }, 'a sign-in at a provider did not begin');
        return signInPage({ problem: outcome, requestId: request.id, returnTo });
      }
      reply.setCookie(BROWSER_COOKIE, browser, { ...cookie, maxAge: ATTEMPT_MINUTES * 60 });
      return outcome.href;
    }),
  );

  http.get<{ Params: { slug: string } }>('/sso/callback/:slug', (request, reply) =>
    answer(options, request, reply, async (ctx) => {
      const browser = browserOf(request) ?? '';
      const { slug } = request.params;
      const { returnTo, ...outcome } = await finishSignIn({ slug, query: queryOf(request), browser }, ctx);
      if (outcome.problem) {
        options.log.info({ requestId: request.id, ...outcome }, 'a sign-in at a provider failed');
        return signInPage({ problem: outcome.problem, requestId: request.id, returnTo });
      }
      reply.clearCookie(BROWSER_COOKIE, cookie);
      return returnTo ?? '/';
    }),
  );
}

async function answer(
  { log, createContext, rateLimits }: SingleSignOnOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (ctx: RequestContext) => Promise<string>,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  let ctx: RequestContext | undefined;
  try {
    ctx = await createContext(request, reply);
    await rateLimits.spend({ signedIn: undefined, address: request.ip }, POINTS);
    return await reply.redirect(await work(ctx), 303);
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED') {
      return await reply.redirect(signInPage({ problem: 'tooMany', requestId: request.id }), 303);
    }
    const facts = { requestId: request.id, error: describeError(error) };
    if (isPassing(error)) log.warn(facts, 'the database could not answer now');
    else log.error(facts, 'a request failed');
    return await reply.redirect(signInPage({ problem: 'failed', requestId: request.id }), 303);
  } finally {
    await ctx?.close();
  }
}

/** Browsers say where a navigation comes from: by a header of their own, or where that is missing by the address of the page. */
function isFromOurPage({ headers }: FastifyRequest, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const page = headers.referer;
  return page !== undefined && URL.canParse(page) && new URL(page).origin === origin;
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://here.invalid').searchParams;
}

function browserOf(request: FastifyRequest): string | undefined {
  const value = request.cookies[BROWSER_COOKIE];
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

function signInPage(search: Record<string, string | undefined>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given.filter(([name, value]) => name !== 'returnTo' || value !== '/')).toString();
  return query === '' ? '/sign-in' : `/sign-in?${query}`;
}
