import type { FastifyInstance } from 'fastify';

/**
 * `GET /healthz`: 200 while the service can answer, 503 while its database cannot be reached (or the service is stopping).
 * @param ping one round trip to the database; it is asked once at a time, however many ask here
 */
export function serveHealth(http: FastifyInstance, ping: () => Promise<unknown>): void {
  let running: Promise<boolean> | undefined;
  const isHealthy = () => (running ??= answers(ping).finally(() => (running = undefined)));
  http.get('/healthz', async (_request, reply) => {
    const healthy = await isHealthy();
    reply.code(healthy ? 200 : 503).header('cache-control', 'no-store');
    return { status: healthy ? 'ok' : 'database unavailable' };
  });
}

async function answers(ping: () => Promise<unknown>): Promise<boolean> {
  return ping().then(
    () => true,
    () => false,
  );
}
