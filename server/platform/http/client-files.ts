import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import { projectRoot } from '../project-root.ts';

/** Where `npm run build:client` puts the client. */
const BUILT_CLIENT = join(projectRoot, 'dist/client');

/** Paths that never mean a page of the client, even for a browser that asks for one. */
const NO_PAGES = /^\/(graphql|imports|sso|explorer|healthz|readyz|metrics|assets)(\/|$)/;

/**
 * Serves the built client. Every page of it is the same index.html, so a browser that asks for a page gets that one, whatever the
 * path; anything else that is not there is a 404. Where the client was not built, a page says how to build it.
 */
export async function serveClientFiles(
  http: FastifyInstance,
  { log, folder = BUILT_CLIENT }: { log: Log; folder?: string },
): Promise<void> {
  const isBuilt = existsSync(`${folder}/index.html`);
  if (isBuilt) {
    await http.register(fastifyStatic, {
      root: folder,
      index: 'index.html',
      cacheControl: false,
      // Made by the build; what a browser cannot read compressed goes out as it is.
      preCompressed: true,
      setHeaders: cacheFor(folder),
    });
  } else {
    log.warn(
      'The client was not built: there are no pages, only the API. Run "npm run build:client", then start again.',
    );
  }
  http.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return notFound(request, reply);
    return isBuilt ? reply.sendFile('index.html') : reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
  });
}

/** The names of assets change with their content, so they are kept for good; everything else is asked for again. */
function cacheFor(folder: string): (reply: FastifyReply, path: string) => void {
  return (reply, path) => {
    const isAsset = path.startsWith(`${folder}/assets/`);
    reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
  };
}

function wantsPage(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const path = request.url.split('?')[0] ?? '';
  return isRead && !NO_PAGES.test(path) && (request.headers.accept ?? '').includes('text/html');
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .send({ error: { code: 'NOT_FOUND', message: `There is no ${request.method} ${request.url.split('?')[0]}.` } });
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Backfill</title></head>
  <body>
    <h1>The client was not built</h1>
    <p>The API answers at <code>/graphql</code>, but there are no pages yet. Run <code>npm run build:client</code>, then start again.</p>
  </body>
</html>
`;
