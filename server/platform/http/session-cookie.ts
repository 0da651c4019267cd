import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionCookie } from '../context.ts';

export const SESSION_COOKIE = 'backfill_session';

/** The token in the request's cookie, or undefined. */
export function sessionToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[SESSION_COOKIE];
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

/** Sets and clears the cookie: httpOnly, SameSite=Lax, and Secure wherever the public address is https. */
export function sessionCookie(reply: FastifyReply, options: { secure: boolean; maxAgeSeconds: number }): SessionCookie {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secure } as const;
  return {
    set: (token) => void reply.setCookie(SESSION_COOKIE, token, { ...attributes, maxAge: options.maxAgeSeconds }),
    clear: () => void reply.clearCookie(SESSION_COOKIE, attributes),
  };
}
