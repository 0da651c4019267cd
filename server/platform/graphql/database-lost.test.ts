import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a database that is lost while the session is looked up is answered with RETRY and 503', async () => {
  const { api } = await (await app.world()).actor('EMPLOYEE');
  const { global } = app.database;
  app.database.global = () =>
    Promise.reject(
      Object.assign(new Error('terminating connection due to unexpected postmaster exit'), { code: '57P01' }),
    );
  const answer = await api.send('{ viewer { user { name } } }');
  app.database.global = global;
  expect(answer).toMatchObject({
    status: 503,
    errors: [{ message: 'The service is busy. Try again in a moment.', extensions: { code: 'RETRY' } }],
  });
  expect(answer.errors?.[0]?.extensions.requestId).toEqual(expect.any(String));
});
