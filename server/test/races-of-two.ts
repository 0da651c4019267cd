import { heldOpen } from './held-open.ts';
import { someoneWaits } from './someone-waits.ts';
import type { TestApp } from './test-app.ts';
import type { World } from './world.ts';

/** Lets go once two have arrived; a transaction that is tried again passes. */
export function meetingOfTwo(): () => Promise<void> {
  let arrive: () => void;
  const both = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived === 2) arrive();
    await both;
  };
}

/** Runs two transactions of which neither writes to the table before both have read what the other has not written. */
export async function readBeforeEitherWrites<Outcome>(
  { app, world, table }: { app: TestApp; world: World; table: 'orders' | 'users' },
  both: () => [Promise<Outcome>, Promise<Outcome>],
): Promise<[Outcome, Outcome]> {
  const held = await heldOpen(world, (tx) => tx.execute(`LOCK TABLE ${table} IN SHARE MODE`));
  const outcomes = Promise.all(both());
  await someoneWaits(app, 2);
  await held.commit();
  return outcomes;
}
