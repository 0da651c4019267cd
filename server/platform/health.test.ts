import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { serveHealth } from './health.ts';

describe('GET /healthz', () => {
  it('answers 200 while the database answers', async () => {
    expect(await ask(async () => 1)).toEqual([200, { status: 'ok' }, 'no-store']);
  });

  it('answers 503 while it does not, without saying why', async () => {
    const failing = () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432'));
    expect(await ask(failing)).toEqual([503, { status: 'database unavailable' }, 'no-store']);
  });

  it('asks the database once for all that ask at the same time, and again afterwards', async () => {
    const http = fastify();
    let pings = 0;
    serveHealth(http, async () => {
      pings += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await Promise.all(Array.from({ length: 5 }, () => http.inject('/healthz')));
    expect(pings).toBe(1);
    await http.inject('/healthz');
    expect(pings).toBe(2);
  });
});

async function ask(ping: () => Promise<unknown>) {
  const http = fastify();
  serveHealth(http, ping);
  const answer = await http.inject('/healthz');
  return [answer.statusCode, answer.json(), answer.headers['cache-control']];
}
