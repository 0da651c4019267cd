import type { Database } from '../platform/database/transaction.ts';
import type { World } from './world.ts';

/** Two writes that wait for each other's row, so that PostgreSQL ends one of them as a deadlock, and it begins again. */
export async function writeConflict(database: Database, world: World): Promise<void> {
  const rows = [await world.venue(), await world.venue()];
  const lock = 'SELECT FROM venues WHERE organization_id = $1 AND id = $2 FOR UPDATE';
  let started = 0;
  let both = (): void => undefined;
  const bothStarted = new Promise<void>((resolve) => (both = resolve));
  const write = ([first, second]: (string | undefined)[]): Promise<unknown> =>
    database.write(world.organizationId, async (tx) => {
      await tx.execute(lock, [world.organizationId, first]);
      if ((started += 1) === 2) both();
      await bothStarted;
      await tx.execute(lock, [world.organizationId, second]);
    });
  const ids = rows.map(({ id }) => id);
  await Promise.all([write(ids), write([...ids].reverse())]);
}
