import type { WriteTransaction } from '../platform/database/transaction.ts';
import type { World } from './world.ts';

/** Does something in a transaction that stays open until `commit`. */
export async function heldOpen(
  world: World,
  work: (tx: WriteTransaction) => Promise<unknown>,
): Promise<{ commit(): Promise<void> }> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let done = (): void => undefined;
  const isDone = new Promise<void>((resolve) => (done = resolve));
  const whole = world.write(async (tx) => {
    await work(tx);
    done();
    await released;
  });
  await Promise.race([isDone, whole]);
  return {
    commit() {
      release();
      return whole;
    },
  };
}
