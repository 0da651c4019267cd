import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_SECURITY_POLICY } from '../../platform/http/headers.ts';
import { startScript } from './start-script.ts';

const ALTAIR_FILES = join(dirname(createRequire(import.meta.url).resolve('altair-static')), 'dist');

export interface ExplorerOptions {
  isSignedIn(request: FastifyRequest): Promise<boolean>;
}

/** Serves /explorer: Altair with its own files and our examples. Everybody else signs in first and comes back. */
export async function serveExplorer(http: FastifyInstance, { isSignedIn }: ExplorerOptions): Promise<void> {
  await http.register(async (explorer) => {
    explorer.addHook('onRequest', async (_request, reply) => void reply.header('content-security-policy', POLICY));
    await explorer.register(fastifyStatic, {
      root: ALTAIR_FILES,
      prefix: '/explorer/',
      index: false,
      decorateReply: false,
      cacheControl: true,
      maxAge: '1h',
    });
    const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      if (!(await isSignedIn(request))) return reply.redirect('/sign-in?returnTo=/explorer');
      const { renderAltair } = await import('altair-static');
      const html = renderAltair({ baseURL: '/explorer/', serveInitialOptionsInSeperateRequest: 'start.js' });
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
    };
    explorer.get('/explorer', page);
    explorer.get('/explorer/', page);
    explorer.get('/explorer/start.js', async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(startScript()),
    );
  });
}

/** Altair runs its own files only. */
const POLICY = Object.entries(CONTENT_SECURITY_POLICY)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join(';');
