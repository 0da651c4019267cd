import { cpuOf, cpuOfChildren } from '../measure/cpu.ts';
import { compareWith, type Figures, figuresOf, type Round } from '../measure/figures.ts';
import { type Load, runLoad } from '../measure/load.ts';
import type { Contestant } from '../servers/contestant.ts';

export interface Turns {
  contestants: Contestant[];
  rounds: number;
  /** The number of PostgreSQL's first process, where it is on this machine. */
  postmaster?: number;
  /** What a server is put under in one round; warming up counts in nothing. */
  loadFor(contestant: Contestant): Promise<Omit<Load, 'url'>>;
  warmUpSeconds?: number;
  /** Which server the others are compared with; the floor by default. */
  base?: string;
}

/**
 * Asks the servers one after the other, again and again: A B C, B C A, ... What else the machine does then hits all of them alike.
 */
export async function interleave({
  contestants,
  rounds,
  postmaster,
  loadFor,
  warmUpSeconds,
  base = 'floor',
}: Turns): Promise<Figures[]> {
  const measured = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  if (warmUpSeconds) {
    for (const contestant of contestants) {
      await runLoad({ url: contestant.url, ...(await loadFor(contestant)), seconds: warmUpSeconds });
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length];
      if (contestant)
        measured.get(contestant.name)?.push(await oneTurn(contestant, await loadFor(contestant), postmaster));
    }
  }
  return compareWith(
    [...measured].map(([server, all]) => figuresOf(server, all)),
    base,
  );
}

async function oneTurn(contestant: Contestant, load: Omit<Load, 'url'>, postmaster?: number): Promise<Round> {
  const serverBefore = await cpuOf(contestant.pid);
  const databaseBefore = await cpuOfChildren(postmaster);
  const measured = await runLoad({ url: contestant.url, ...load });
  const serverAfter = await cpuOf(contestant.pid);
  const databaseAfter = await cpuOfChildren(postmaster);
  // A connection that was closed meanwhile was idle: its time is left out on both sides.
  const databaseCpu = [...databaseAfter].reduce((sum, [pid, cpu]) => sum + cpu - (databaseBefore.get(pid) ?? 0), 0);
  return {
    ...measured,
    serverCpu: serverBefore === undefined || serverAfter === undefined ? undefined : serverAfter - serverBefore,
    databaseCpu: postmaster === undefined ? undefined : databaseCpu,
  };
}
