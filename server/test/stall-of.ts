/**
 * Does some work and measures the longest time, in ms, that the event loop spent in one turn meanwhile. Time in which the machine gave the
 * processor to somebody else does not count: a turn took no longer than the process computed in it.
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
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), computed: (user + system) / 1000 };
}
