import type { FastifyRequest } from 'fastify';

const REQUEST_ID = /^[\w.-]{8,64}$/;
const TRACE_PARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The id that a proxy in front has given the request (`x-request-id`, or the trace of a `traceparent`), so that both logs show the
 * same one. Only a trusted proxy is believed, and only what looks like an id; otherwise undefined.
 */
export function requestIdFromProxy(request: FastifyRequest): string | undefined {
  if (!cameThroughProxy(request)) return undefined;
  const given = headerOf(request, 'x-request-id');
  if (given && REQUEST_ID.test(given)) return given;
  return TRACE_PARENT.exec(headerOf(request, 'traceparent') ?? '')?.[1];
}

/** The trace that a trusted proxy has begun, or undefined. */
export function traceParentFromProxy(request: FastifyRequest): string | undefined {
  const given = headerOf(request, 'traceparent');
  return given && cameThroughProxy(request) && TRACE_PARENT.test(given) ? given : undefined;
}

/** Fastify lists the addresses from the connection's own up to the first that TRUST_PROXY does not trust. */
function cameThroughProxy({ ips }: FastifyRequest): boolean {
  return (ips?.length ?? 0) > 1;
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
