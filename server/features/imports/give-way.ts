import { setImmediate } from 'node:timers/promises';

/** Work that lasts longer, in ms, keeps the requests of others waiting. */
const LONGEST_TURN = 8;

let beganAt = 0;

/** Lets whatever else the process has to do go first, once this turn of the event loop has lasted a while. To be asked often. */
export async function giveWay(): Promise<void> {
  if (performance.now() - beganAt < LONGEST_TURN) return;
  await setImmediate();
  beganAt = performance.now();
}
