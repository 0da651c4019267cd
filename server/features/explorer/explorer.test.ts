import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { type ExampleOperation, exampleOperations } from './example-operations.ts';

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

  test('all run, one after another, as a walk from the queue to a final guest list', async () => {
    const world = await app.world();
    const { user, api } = await world.actor('SUPER_USER');
    await world.usageCategory();
    await world.ticketGroup({ seats: [1, 2, 3] });
    const answers = new Map<string, Awaited<ReturnType<ApiClient['ask']>>>();
    const of = (name: string) => answers.get(name);
    /** What the reader puts in place of the angle brackets, from the answers so far. */
    const fill: Record<string, (variables: object) => Record<string, unknown>> = {
      'Create a backfill': (variables) => {
        const [line] = (variables as { input: { assignments: object[] } }).input.assignments;
        const assignment = {
          ...line,
          ticketGroupId: of('Unused queue: Event View').unusedQueue.events.nodes[0].ticketGroups.nodes[0].id,
          quantity: 2,
          recipientId: world.id('User', user),
          usageCategoryId: of('Recipients and usage categories').usageCategories[0].id,
        };
        return { input: { ...(variables as { input: object }).input, assignments: [assignment] } };
      },
      'Review a backfill': () => ({ id: of('Create a backfill').createBackfill.backfill.id }),
      'Confirm a backfill': () => ({
        input: { backfillId: of('Create a backfill').createBackfill.backfill.id, expectedVersion: 1 },
      }),
      'Save a guest list': (variables) => {
        const { input } = variables as { input: { guests: object[] } };
        const [order] = of('My orders').myOrders.nodes;
        const guests = input.guests.map((guest, index) => ({ ...guest, ticketId: order.tickets[index].id }));
        return { input: { ...input, orderId: order.id, guests } };
      },
      'Submit and confirm a guest list': () => {
        const input = { orderId: of('My orders').myOrders.nodes[0].id, expectedVersion: 1 };
        return { submit: input, confirm: input };
      },
      'History of an order': () => ({ id: of('My orders').myOrders.nodes[0].id }),
      'Create an API token': (variables) => ({
        input: { ...(variables as { input: object }).input, expiresAt: '2026-08-01T00:00:00Z' },
      }),
    };
    for (const { name, query, variables = {} } of exampleOperations) {
      const data = await api.ask(query, fill[name]?.(variables) ?? { ...variables });
      for (const field of Object.keys(data)) expect([name, data[field].userErrors ?? []]).toEqual([name, []]);
      answers.set(name, data);
    }
    const unfilled = exampleOperations.filter(needsIds).map(({ name }) => name);
    expect(Object.keys(fill).sort()).toEqual(unfilled.sort());
    expect(of('Find a backfill by its external reference').backfills.nodes).toMatchObject([{ status: 'DRAFT' }]);
    expect(of('Submit and confirm a guest list').confirmGuestList.order.status).toBe('CONFIRMED');
    expect(of('History of an order').history.nodes[0].action).toBe('guestList.confirmed');
    expect(of('API tokens').apiTokens.nodes).toMatchObject([{ name: 'My program', scopes: ['READ_INVENTORY'] }]);
  });
});

function needsIds({ variables = {} }: ExampleOperation): boolean {
  return JSON.stringify(variables).includes('<');
}
