import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body of a request to this route may take to arrive, in seconds; absent: as long as usual. */
    bodySeconds?: number;
  }
}

/** The longest time that any route gives a body; Node's own limit knows no routes. */
export const LONGEST_BODY_SECONDS = 900;

/** Gives up requests whose body does not arrive in time: after the usual seconds, or those of the route. */
export function limitBodyTime(http: FastifyInstance, usualSeconds: number): void {
  http.addHook('onRequest', async (request, reply) => {
    const seconds = request.routeOptions.config.bodySeconds ?? usualSeconds;
    const timer = setTimeout(() => {
      if (!request.raw.complete) request.raw.destroy();
    }, seconds * 1000);
    timer.unref();
    request.raw.once('close', () => clearTimeout(timer));
    // A request that was answered is not kept in memory until then.
    reply.raw.once('finish', () => {
      if (request.raw.complete) clearTimeout(timer);
    });
  });
}
