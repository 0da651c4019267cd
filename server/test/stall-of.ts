import { readFileSync } from 'node:fs';

/**
 * Does some work and measures the longest time, in ms, that the event loop spent in one turn meanwhile. Time in which the machine gave the
 * processor to somebody else does not count: a turn took no longer than its thread computed in it. Nor does it count that a machine is slower
 * than one on which something known takes as long as it should: a busy one can be half as fast for an hour.
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
  return { result, stall: stall / slowness() };
}

/** What `computeSomething` takes on the machine that the limits are meant for, in ms. */
const EXPECTED = 2.5;
const TRIALS = 15;

/** How many times as long as there something known takes here and now; 1 where it takes less. */
function slowness(): number {
  const times = Array.from({ length: TRIALS }, () => {
    const { computed } = readClocks();
    computeSomething();
    return readClocks().computed - computed;
  });
  return Math.max(1, Math.min(...times) / EXPECTED);
}

function computeSomething(): void {
  const rows = Array.from({ length: 2000 }, (_, id) => ({
    id,
    name: `row ${id}`,
    tags: [`a${id % 7}`, `b${id % 11}`],
  }));
  const copies = JSON.parse(JSON.stringify(rows)) as typeof rows;
  const byName = new Map(copies.map((row) => [row.name, row]));
  copies.sort((a, b) => b.id - a.id || byName.size);
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
