import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask as asOwner } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { SESSION_COOKIE } from '../http/session-cookie.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ RATE_LIMIT_CALLER: '20', RATE_LIMIT_ADDRESS: '60', RATE_LIMITS: 'on', TRUST_PROXY: '1' });
}, 60_000);
afterAll(() => app.close());

/** Sends as somebody at an address; a stranger sends the id of the document to sign in with. */
async function send(body: object, { token = '', address = '192.0.2.1' } = {}) {
  const answer = await app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'x-forwarded-for': address },
    cookies: token ? { [SESSION_COOKIE]: token } : {},
    payload: body,
  });
  const { errors, data } = answer.json<{ errors?: { extensions: Record<string, unknown> }[]; data?: unknown }>();
  return {
    status: answer.statusCode,
    retryAfter: Number(answer.headers['retry-after']),
    error: errors?.[0]?.extensions,
    data,
  };
}

const signIn = (email: string, password = 'wrong wrong wrong') => ({
  documentId: 'sign-in',
  variables: { input: { email, password } },
});

test('a user has one budget for all sessions, and another user one of its own', async () => {
  const world = await app.world();
  const user = await world.user('SUPER_USER');
  const [first, second] = [await world.signedIn(user), await world.signedIn(user)];
  const other = (await world.actor('EMPLOYEE')).api;
  const ask = { query: '{ viewer { user { id } } }' };
  for (let count = 0; count < 10; count += 1) {
    expect((await send(ask, { token: first.sessionToken })).status).toBe(200);
    expect((await send(ask, { token: second.sessionToken })).status).toBe(200);
  }
  const refused = await send(ask, { token: first.sessionToken, address: '192.0.2.99' });
  expect([refused.status, refused.error?.code, refused.data]).toEqual([429, 'RATE_LIMITED', undefined]);
  expect(refused.retryAfter).toBe(refused.error?.retryAfterSeconds);
  expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
  expect(refused.retryAfter).toBeLessThanOrEqual(60);
  expect((await send(ask, { token: other.sessionToken })).status).toBe(200);
  // Whose session has ended learns that, and nothing of the budget.
  await asOwner(app, 'DELETE FROM sessions WHERE user_id = $1', [user.id]);
  const ended = await send(ask, { token: first.sessionToken });
  expect([ended.status, ended.error?.code, ended.retryAfter]).toEqual([200, 'UNAUTHENTICATED', NaN]);
});

test('rows cost points too', async () => {
  const { api } = await (await app.world()).actor('SUPER_USER');
  // 1 + 1,010 / 100: eleven points of twenty.
  const ask = { query: '{ users(first: 10) { nodes { id } } orders(first: 50) { nodes { tickets { id } } } }' };
  expect((await send(ask, { token: api.sessionToken })).status).toBe(200);
  expect((await send(ask, { token: api.sessionToken })).error?.code).toBe('RATE_LIMITED');
});

test('strangers have a budget for each address, which those who are signed in there do not share', async () => {
  const { api } = await (await app.world()).actor('EMPLOYEE');
  const signOut = { documentId: 'sign-out' };
  const sends = Array.from({ length: 62 }, () => send(signOut, { address: '192.0.2.7' }));
  const statuses = (await Promise.all(sends)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429).length).toBe(2);
  expect((await send(signOut, { address: '192.0.2.8' })).status).toBe(200);
  const ask = { query: '{ viewer { user { id } } }' };
  expect((await send(ask, { token: api.sessionToken, address: '192.0.2.7' })).status).toBe(200);
});

test('failed sign-ins wait longer and longer, whether the account exists or not', async () => {
  const { email } = await (await app.world()).user('EMPLOYEE');
  const answers = [];
  for (const account of [email, 'nobody@example.com']) {
    const address = account === email ? '192.0.2.21' : '192.0.2.22';
    // All at once: an attempt counts when it begins.
    const six = await Promise.all(Array.from({ length: 6 }, () => send(signIn(account.toUpperCase()), { address })));
    answers.push(six.map(({ status, error }) => [status, error?.code, error?.retryAfterSeconds]));
    const later = await send(signIn(account), { address });
    expect(later).toMatchObject({ status: 429, retryAfter: 1, error: { code: 'RATE_LIMITED' } });
  }
  expect(answers[0]?.filter(([status]) => status === 429).length).toBe(1);
  expect(answers[1]).toEqual(answers[0]);
});

test('asking for new passwords and guessing links is slowed down as well', async () => {
  const ask = (document: string, variables: object, address: string) => {
    app.trustedDocuments.set(document, document);
    return send({ documentId: document, variables }, { address });
  };
  const reset = 'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { requested } }';
  const email = 'nobody@example.com';
  const resets = await Promise.all(Array.from({ length: 6 }, () => ask(reset, { email }, '192.0.2.31')));
  expect(resets.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
  const look = 'query ($token: String!) { passwordLink(token: $token) { email } }';
  const looks = await Promise.all(Array.from({ length: 51 }, () => ask(look, { token: 'x' }, '192.0.2.32')));
  expect(looks.map(({ status }) => status).filter((status) => status === 429)).toEqual([429]);
});
