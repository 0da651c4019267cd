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
  http.addHook('onRequest', async (request) => {
    const seconds = request.routeOptions.config.bodySeconds ?? usualSeconds;
    // A body that is on its way keeps its request by itself; the timer must not keep those that were answered.
    const raw = new WeakRef(request.raw);
    const timer = setTimeout(() => {
      const late = raw.deref();
      if (late && !late.complete) late.destroy();
    }, seconds * 1000);
    timer.unref();
    request.raw.once('close', () => clearTimeout(timer));
  });
}
