import type { TestApp } from '../test-app.ts';
import { asOwner } from '../owner.ts';
import { guardedTables } from './tenant-rows.ts';

/** Runs something with row-level security switched off on every tenant table of the app's own database. */
export async function withoutRowLevelSecurity<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  const tables = await guardedTables(app);
  const turn = (what: 'ENABLE' | 'DISABLE'): Promise<unknown> =>
    asOwner(app, (owner) =>
      owner.query(tables.map((table) => `ALTER TABLE "${table}" ${what} ROW LEVEL SECURITY`).join('; ')),
    );
  await turn('DISABLE');
  try {
    return await work();
  } finally {
    await turn('ENABLE');
  }
}
