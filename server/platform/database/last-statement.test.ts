import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { WriteTransaction } from './transaction.ts';

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
      await tx.rowsAndCommit(INSERT, [tx.organizationId, 'b'], 'insert-category');
      return tx.execute(INSERT, [tx.organizationId, 'c']).catch((error: Error) => error.message);
    });
    expect(late).toBe('The transaction is over.');
    expect(await names()).toEqual(['a', 'b']);
  });

  test(`${how}: it may be the only one`, async () => {
    await write((tx) => tx.rowsAndCommit(INSERT, [tx.organizationId, 'a']));
    expect(await names()).toEqual(['a']);
  });

  test(`${how}: where it fails, nothing is left, and the connection goes on`, async () => {
    const failed = write(async (tx) => {
      await tx.execute(INSERT, [tx.organizationId, 'a']);
      await tx.rowsAndCommit(INSERT, [tx.organizationId, 'a']);
    });
    await expect(failed).rejects.toThrow(/duplicate key/);
    expect(await names()).toEqual([]);
  });

  test(`${how}: it may be asked for together with those before it, and tells what it returns`, async () => {
    const rows = await write((tx) =>
      tx.inOnePacket(() =>
        Promise.all([
          tx.execute(INSERT, [tx.organizationId, 'a']),
          tx.rowsAndCommit<{ name: string }>(`${INSERT} RETURNING name`, [tx.organizationId, 'b']),
        ]),
      ),
    );
    expect(rows[1]).toEqual([{ name: 'b' }]);
    expect(await names()).toEqual(['a', 'b']);
  });

  test(`${how}: where one before it fails, nothing is left, and that one is reported`, async () => {
    const failed = write((tx) =>
      Promise.all([
        tx.execute(INSERT, [tx.organizationId, 'a']),
        tx.execute(INSERT, [tx.organizationId, 'a']),
        tx.rowsAndCommit(INSERT, [tx.organizationId, 'b']),
      ]),
    );
    await expect(failed).rejects.toThrow(/duplicate key/);
    expect(await names()).toEqual([]);
    await write((tx) => tx.rowsAndCommit(INSERT, [tx.organizationId, 'c']));
    expect(await names()).toEqual(['c']);
  });

  test(`${how}: what failed is told also by who waited behind it and is answered first`, async () => {
    const failed = write((tx) => {
      const late = async <T>(answer: Promise<T>): Promise<T> => {
        for (let turn = 0; turn < 20; turn += 1) await undefined;
        return answer;
      };
      const first = tx.execute('SELECT 1 / 0');
      return Promise.all([late(first), tx.execute(INSERT, [tx.organizationId, 'a']), tx.rowsAndCommit('SELECT 1')]);
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect(await names()).toEqual([]);
  });

  test(`${how}: one that changes other rows than it expects fails as a whole`, async () => {
    const changing = (expected: number): Promise<object[]> =>
      write((tx) =>
        tx.rowsAndCommit(
          `WITH added AS (${INSERT} RETURNING id) SELECT require_rows('added', (SELECT count(*) FROM added), $3)`,
          [tx.organizationId, 'a', expected],
        ),
      );
    await expect(changing(2)).rejects.toThrow('The part "added" changed 1 rows instead of 2.');
    expect(await names()).toEqual([]);
    await changing(1);
    expect(await names()).toEqual(['a']);
  });

  test(`${how}: TypeORM hands statements over later, so it must not be asked for before they are answered`, async () => {
    const early = write(async (tx) => {
      const first = tx.manager.query(INSERT, [tx.organizationId, 'a']);
      await Promise.all([first, tx.rowsAndCommit(INSERT, [tx.organizationId, 'b'])]);
    });
    await expect(early).rejects.toThrow("A last statement has to wait until TypeORM's are answered.");
    expect(await names()).toEqual([]);
  });
}
