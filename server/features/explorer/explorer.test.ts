import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { exampleOperations } from './example-operations.ts';

let app: TestApp;
let cookies: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  const { api } = await (await app.world()).actor('EMPLOYEE');
  cookies = { [SESSION_COOKIE]: api.sessionToken ?? '' };
});
afterAll(() => app.close());

describe('the explorer', () => {
  test('sends a stranger, and a session that is over, to the sign-in page and back', async () => {
    const sessions: Record<string, string>[] = [{}, { [SESSION_COOKIE]: 'x'.repeat(43) }];
    for (const session of sessions) {
      const answer = await app.http.inject({ url: '/explorer', cookies: session });
      expect([answer.statusCode, answer.headers.location]).toEqual([302, '/sign-in?returnTo=/explorer']);
    }
  });

  test.each(['/explorer', '/explorer/'])('is a page at %s for whoever is signed in', async (url) => {
    const answer = await app.http.inject({ url, cookies });
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(answer.body).toContain('<base href="/explorer/">');
  });

  test('has every script and style in files of its own, as its policy demands, and all of them are there', async () => {
    const { body, headers } = await app.http.inject({ url: '/explorer', cookies });
    expect(String(headers['content-security-policy']).split(';')).toContain("script-src 'self'");
    expect(body.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
    const files = [...body.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files).toContain('start.js');
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      expect(file).not.toMatch(/^(https?:)?\/\//);
      expect([file, (await app.http.inject({ url: `/explorer/${file}` })).statusCode]).toEqual([file, 200]);
    }
  });

  test('starts with the endpoint of its own origin and with every example', async () => {
    const { body, headers } = await app.http.inject({ url: '/explorer/start.js' });
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(body).toContain("new URL('/graphql', location.origin)");
    for (const { name } of exampleOperations) expect(body).toContain(name);
  });

  test('answers 404 for a file that Altair does not have', async () => {
    const answer = await app.http.inject({ url: '/explorer/nothing.js', headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(404);
  });
});

describe('the examples', () => {
  const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));

  test.each(exampleOperations.map(({ name, query }) => [name, query]))('"%s" is valid', (_name, query) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
