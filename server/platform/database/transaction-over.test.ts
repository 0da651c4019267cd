import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countPackets, onlyClient, readOneByOne } from '../../test/only-connection.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '1' });
});
afterAll(() => app.close());

const WHO = `SELECT current_user AS who, current_setting('app.organization_id', true) AS organization`;
/** As the login role sees itself outside of every organization. */
const NOBODY = [{ who: expect.not.stringMatching('app_rw'), organization: '' }];

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
      const [, mine] = await Promise.all([close(), app.database.global(WHO)]);
      expect(await late).toEqual([{ pg_sleep: '', late: 'app_rw' }]);
      expect(mine).toEqual(NOBODY);
    }
  }
});

test('the end of what was read goes out together with what the connection is asked next, and comes before it', async () => {
  const [first, second] = [await app.world(), await app.world()];
  const { tx, close } = await app.database.openRead(first.organizationId, { isPipelined: true });
  const own = [{ who: 'app_rw', organization: first.organizationId }];
  expect(await tx.rows(WHO)).toEqual(own);
  const packets = countPackets(app);
  const asNobody = app.database.global(WHO);
  const inSecond = app.database.openRead(second.organizationId, { isPipelined: true });
  const [, nobody] = await Promise.all([close(), asNobody]);
  expect(packets()).toBe(1);
  expect(nobody).toEqual(NOBODY);
  const { tx: other, close: closeOther } = await inSecond;
  expect(await other.rows(WHO)).toEqual([{ who: 'app_rw', organization: second.organizationId }]);
  await closeOther();
});

test('after a statement that failed, whoever comes next finds a connection in order', async () => {
  const world = await app.world();
  const own = [{ who: 'app_rw', organization: world.organizationId }];
  for (const isPipelined of [true, false]) {
    const { tx, close } = await app.database.openRead(world.organizationId, { isPipelined: true });
    // The network may bring an error alone, and only later that PostgreSQL is ready for the next statement.
    const asUsual = readOneByOne(app);
    await expect(tx.rows('SELECT 1 / 0')).rejects.toThrow('division by zero');
    await close();
    const next = await app.database.openRead(world.organizationId, { isPipelined });
    expect(await next.tx.rows(WHO)).toEqual(own);
    await next.close();
    expect(await app.database.global(WHO)).toEqual(NOBODY);
    expect(await app.database.write(world.organizationId, (tx) => tx.rows(WHO), { isPipelined })).toEqual(own);
    asUsual();
  }
});

test('a connection whose rollback fails is given up with what was sent behind it', async () => {
  const world = await app.world();
  const { tx, close } = await app.database.openRead(world.organizationId, { isPipelined: true });
  await tx.rows(WHO);
  const client = onlyClient(app);
  const { query } = client;
  client.query = (text, ...more) =>
    text === 'ROLLBACK' ? Promise.reject(new Error('no')) : query.call(client, text, ...more);
  const [, behind] = await Promise.allSettled([close(), app.database.global(WHO)]);
  expect(behind.status).toBe('rejected');
  expect(await app.database.global(`SELECT current_setting('app.organization_id', true) AS organization`)).toEqual([
    { organization: null },
  ]);
});
