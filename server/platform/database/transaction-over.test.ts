import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '1' });
});
afterAll(() => app.close());

test('a transaction that is over takes no more statements', async () => {
  const world = await app.world();
  const { tx, close } = await app.database.openRead(world.organizationId);
  await close();
  await expect(tx.rows('SELECT 1')).rejects.toThrow('The transaction is over.');
});

test('a statement that is still on its way keeps the connection, so that nobody gets its answer', async () => {
  const world = await app.world();
  for (const isPipelined of [true, false]) {
    for (let round = 0; round < 20; round += 1) {
      const { tx, close } = await app.database.openRead(world.organizationId, { isPipelined });
      // TypeORM sends it only after it has looked for its connection.
      const late = tx.manager.query('SELECT pg_sleep(0.005), current_user AS late');
      const [, mine] = await Promise.all([close(), app.database.global('SELECT current_user AS mine')]);
      expect(await late).toEqual([{ pg_sleep: '', late: 'app_rw' }]);
      expect(mine).toEqual([{ mine: expect.not.stringMatching('app_rw') }]);
    }
  }
});
