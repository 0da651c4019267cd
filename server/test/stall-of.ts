import { readFileSync } from 'node:fs';

/**
 * Does some work and measures the longest time, in ms, that the event loop spent in one turn meanwhile. Time in which the machine gave the
 * processor to somebody else does not count: a turn took no longer than its thread computed in it.
 */
export async function stallOf<T>(work: () => Promise<T>): Promise<{ result: T; stall: number }> {
  let stall = 0;
  let isDone = false;
  let before = readClocks();
  const endTurn = (): void => {
    const now = readClocks();
    stall = Math.max(stall, Math.min(now.wall - before.wall, now.computed - before.computed));
    before = now;
    if (!isDone) setImmediate(endTurn);
  };
  const turn = new Promise<void>((resolve) => setImmediate(resolve));
  await turn;
  before = readClocks();
  setImmediate(endTurn);
  const result = await work();
  isDone = true;
  endTurn();
  return { result, stall };
}

function readClocks(): { wall: number; computed: number } {
  return { wall: performance.now(), computed: threadTime() ?? processTime() };
}

/** What Linux has counted of the main thread, which is the one that the event loop runs on. */
function threadTime(): number | undefined {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1_000_000;
  } catch {
    return undefined;
  }
}

/** Elsewhere, what all threads computed, those that collect garbage among them. */
function processTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
