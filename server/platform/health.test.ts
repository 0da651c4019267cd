import { describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { type Health, serveHealth } from './health.ts';

const NEEDED = ['First1', 'Second2'];

describe('GET /healthz', () => {
  it('answers 200 while the process lives, even without its database', async () => {
    const { http } = serve(() => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432')));
    expect(await ask(http, '/healthz')).toEqual([200, { status: 'ok' }, 'no-store']);
  });
});

describe('GET /readyz', () => {
  it('answers 200 where the database has every migration that is needed, and maybe newer ones', async () => {
    const { http } = serve(async () => [...NEEDED, 'Third3']);
    expect(await ask(http)).toEqual([200, { status: 'ready' }, 'no-store']);
  });

  it('answers 503 where one is missing', async () => {
    const { http } = serve(async () => ['First1']);
    expect(await ask(http)).toEqual([503, { status: 'not ready', because: 'migrations missing' }, 'no-store']);
  });

  it('answers 503 while the database cannot be reached, without saying more', async () => {
    const { http } = serve(() => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432')));
    expect(await ask(http)).toEqual([503, { status: 'not ready', because: 'database unavailable' }, 'no-store']);
  });

  it('does not wait for a database that says nothing', async () => {
    const { http } = serve(() => new Promise(() => undefined));
    expect(await ask(http)).toEqual([503, { status: 'not ready', because: 'database unavailable' }, 'no-store']);
  });

  it('answers 503 from the moment of stopping, without asking the database', async () => {
    let asked = 0;
    const { http, health } = serve(async () => ((asked += 1), NEEDED));
    health.stop();
    expect(await ask(http)).toEqual([503, { status: 'not ready', because: 'stopping' }, 'no-store']);
    expect(asked).toBe(0);
  });

  it('asks the database once for all that ask at the same time, and again afterwards', async () => {
    let asked = 0;
    const { http } = serve(async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return NEEDED;
    });
    await Promise.all(Array.from({ length: 5 }, () => http.inject('/readyz')));
    expect(asked).toBe(1);
    await http.inject('/readyz');
    expect(asked).toBe(2);
  });
});

function serve(appliedMigrations: () => Promise<string[]>): { http: FastifyInstance; health: Health } {
  const http = fastify();
  return { http, health: serveHealth(http, { appliedMigrations, neededMigrations: NEEDED, patience: 100 }) };
}

async function ask(http: FastifyInstance, path = '/readyz') {
  const answer = await http.inject(path);
  return [answer.statusCode, answer.json(), answer.headers['cache-control']];
}
