import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { RequestError } from '../request-error.ts';

/**
 * What follows `Authorization: Bearer`, or undefined. Other schemes are not ours: a proxy in front may use them. A browser
 * never sends this header by itself, so a request that has it was meant.
 */
export function bearerToken(request: FastifyRequest): string | undefined {
  const match = /^bearer(?:$| +(.*))/i.exec(request.headers.authorization ?? '');
  return match ? (match[1] ?? '').trim() : undefined;
}

/** The one answer to every token that does not work: mistyped, unknown, expired, revoked, or of somebody who left. */
export function tokenRefused(): RequestError {
  return new RequestError(
    'UNAUTHENTICATED',
    'This API token does not work. Check it, or ask a Super User for another.',
    {
      status: 401,
      headers: new HeaderMap([['www-authenticate', 'Bearer error="invalid_token"']]),
    },
  );
}
