import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from './bearer-token.ts';

/** Any non-empty value will do: a page of another origin cannot send the header without asking first. */
export const CSRF_HEADER = 'x-backfill-csrf';

/**
 * A hook for routes that change something outside of GraphQL (Apollo guards its own). Answers 403 without the header, unless the
 * request brings a token: no page can make a browser send one.
 */
export async function requireCsrfHeader(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.headers[CSRF_HEADER] && bearerToken(request) === undefined) {
    await reply
      .code(403)
      .send({ error: { code: 'FORBIDDEN', message: `Send the header "${CSRF_HEADER}: 1" with this request.` } });
  }
}
