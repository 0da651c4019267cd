import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { silentLog } from '../log.ts';
import { serveClientFiles } from './client-files.ts';
import { serveHeaders } from './headers.ts';

const PAGE = { accept: 'text/html,application/xhtml+xml' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfill-client-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Backfill</title>');
  await writeFile(join(folder, 'theme.js'), '// theme');
  await writeFile(join(folder, 'assets', 'index-1a2b.js'), '// code');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function serve(options: { folder?: string; secure?: boolean } = {}): Promise<FastifyInstance> {
  const http = fastify();
  serveHeaders(http, { secure: options.secure ?? false });
  http.get('/healthz', async () => ({ status: 'ok' }));
  await serveClientFiles(http, { log: silentLog, folder: options.folder ?? folder });
  return http;
}

describe('the built client', () => {
  test.each(['/', '/orders', '/orders/abc123?tab=open', '/inventory/backfill-tickets', '/index.html'])(
    'a page is served at %s',
    async (url) => {
      const answer = await (await serve()).inject({ url, headers: PAGE });
      expect([answer.statusCode, answer.body]).toEqual([200, '<title>Backfill</title>']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-type']).toMatch('text/html');
    },
  );

  test('hashed assets are kept for good, other files are asked for again', async () => {
    const http = await serve();
    const asset = await http.inject({ url: '/assets/index-1a2b.js' });
    expect([asset.statusCode, asset.body]).toEqual([200, '// code']);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch('javascript');
    const theme = await http.inject({ url: '/theme.js' });
    expect([theme.statusCode, theme.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(
      (await http.inject({ url: '/theme.js', headers: { 'if-none-match': String(theme.headers.etag) } })).statusCode,
    ).toBe(304);
  });

  test('a file goes out compressed to whoever reads that', async () => {
    const http = await serve();
    await writeFile(join(folder, 'assets', 'index-1a2b.js.br'), 'pressed');
    const pressed = await http.inject({ url: '/assets/index-1a2b.js', headers: { 'accept-encoding': 'br, gzip' } });
    expect([pressed.body, pressed.headers['content-encoding']]).toEqual(['pressed', 'br']);
    expect(pressed.headers['content-type']).toMatch('javascript');
    expect(pressed.headers.vary).toBe('accept-encoding');
    expect((await http.inject({ url: '/assets/index-1a2b.js' })).body).toBe('// code');
  });

  test.each([
    ['a script that is not there', { url: '/assets/index-0000.js', headers: { accept: '*/*' } }],
    ['an asset opened as a page', { url: '/assets/index-0000.js', headers: PAGE }],
    ['data at an unknown path', { url: '/orders', headers: { accept: 'application/json' } }],
    ['a path of the API', { url: '/imports', headers: PAGE }],
    ['a path below the API', { url: '/graphql/x', headers: PAGE }],
    ['another method', { url: '/orders', method: 'POST', headers: PAGE }],
  ] as const)('%s is a 404, not a page', async (_what, request) => {
    const answer = await (await serve()).inject(request);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      error: { code: 'NOT_FOUND', message: expect.stringContaining(`There is no ${answer.raw.req.method}`) },
    });
  });

  test.each(['/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/package.json'])(
    '%s leads out of nowhere',
    async (url) => {
      const answer = await (await serve()).inject({ url });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    },
  );

  test('a path of the server stays what it is', async () => {
    const answer = await (await serve()).inject({ url: '/healthz', headers: PAGE });
    expect(answer.json()).toEqual({ status: 'ok' });
  });
});

test('where the client was not built, a page says how to build it, and the rest is a 404', async () => {
  const http = await serve({ folder: join(folder, 'nothing') });
  const page = await http.inject({ url: '/', headers: PAGE });
  expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
  expect(page.body).toContain('npm run build:client');
  expect((await http.inject({ url: '/favicon.svg' })).statusCode).toBe(404);
});

describe('the headers', () => {
  test('allow scripts from the same origin only, and no frame around a page', async () => {
    const { headers } = await (await serve()).inject({ url: '/', headers: PAGE });
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
  });

  test('tell browsers to stay on https only where the service is reached by it', async () => {
    const plain = await (await serve()).inject({ url: '/' });
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    expect(plain.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    const secure = await (await serve({ secure: true })).inject({ url: '/' });
    expect(secure.headers['strict-transport-security']).toBe('max-age=15552000');
    expect(secure.headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });
});
