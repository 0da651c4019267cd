import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Prometheus } from './prometheus.ts';

/** `GET /metrics`, for whoever has the token and nobody else. */
export function serveMetrics(http: FastifyInstance, prometheus: Prometheus, token: string): void {
  const expected = digest(`Bearer ${token}`);
  http.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      reply.code(401).header('www-authenticate', 'Bearer realm="metrics"');
      return { error: { code: 'UNAUTHENTICATED', message: 'Send METRICS_TOKEN as a bearer token.' } };
    }
    reply.type(prometheus.contentType);
    return prometheus.print();
  });
}

/** Of equal length, so that the comparison tells nothing of the token. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
