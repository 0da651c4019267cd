import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { WriteTransaction } from './transaction.ts';
import { writeTogether } from './write-together.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({ DATABASE_POOL_SIZE: '1' });
});
afterAll(() => app.close());
beforeEach(async () => {
  world = await app.world();
});

const INSERT = `INSERT INTO ticket_categories (organization_id, id, name, name_key, admits_person) VALUES ($1, gen_random_uuid(), $2, $2, true)`;

async function names(): Promise<string[]> {
  const rows = await world.write((tx) =>
    tx.rows<{ name: string }>('SELECT name FROM ticket_categories WHERE organization_id = $1 ORDER BY name', [
      tx.organizationId,
    ]),
  );
  return rows.map(({ name }) => name);
}

for (const isPipelined of [true, false]) {
  const write = <T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> =>
    app.database.write(world.organizationId, work, { isPipelined });
  const how = isPipelined ? 'pipelined' : 'one after the other';

  test(`${how}: a last statement is committed with everything before it, and nothing comes after it`, async () => {
    const late = await write(async (tx) => {
      await tx.execute(INSERT, [tx.organizationId, 'a']);
      await tx.executeAndCommit(INSERT, [tx.organizationId, 'b'], 'insert-category');
      return tx.execute(INSERT, [tx.organizationId, 'c']).catch((error: Error) => error.message);
    });
    expect(late).toBe('The transaction is over.');
    expect(await names()).toEqual(['a', 'b']);
  });

  test(`${how}: it may be the only one`, async () => {
    await write((tx) => tx.executeAndCommit(INSERT, [tx.organizationId, 'a']));
    expect(await names()).toEqual(['a']);
  });

  test(`${how}: where it fails, nothing is left, and the connection goes on`, async () => {
    const failed = write(async (tx) => {
      await tx.execute(INSERT, [tx.organizationId, 'a']);
      await tx.executeAndCommit(INSERT, [tx.organizationId, 'a']);
    });
    await expect(failed).rejects.toThrow(/duplicate key/);
    expect(await names()).toEqual([]);
  });

  test(`${how}: parts that change other rows than expected fail as a whole`, async () => {
    const together = (expected: number): Promise<void> =>
      write((tx) =>
        writeTogether(tx, {
          name: 'two-categories',
          parts: {
            first: (bind) => `${INSERT.replace('$2, $2', `${bind('a')}, 'a'`)} RETURNING id`,
            second: (bind) => `${INSERT.replace('$2, $2', `${bind('b')}, 'b'`)} RETURNING id`,
          },
          expected: { first: 1, second: expected },
          isLast: true,
        }),
      );
    await expect(together(2)).rejects.toThrow('The part "second" changed 1 rows instead of 2.');
    expect(await names()).toEqual([]);
    await together(1);
    expect(await names()).toEqual(['a', 'b']);
  });

  test(`${how}: it waits for nobody, so it must not be asked for too early`, async () => {
    const early = write(async (tx) => {
      const first = tx.execute(INSERT, [tx.organizationId, 'a']);
      await Promise.all([first, tx.executeAndCommit(INSERT, [tx.organizationId, 'b'])]);
    });
    await expect(early).rejects.toThrow('A last statement has to wait until the others are answered.');
    expect(await names()).toEqual([]);
  });
}
