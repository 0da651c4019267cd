import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a transaction that is over takes no more statements', async () => {
  const world = await app.world();
  const { tx, close } = await app.database.openRead(world.organizationId);
  await close();
  await expect(tx.rows('SELECT 1')).rejects.toThrow('The transaction is over.');
});
