import { cpus } from 'node:os';
import { Client } from 'pg';
import { pgbouncerOrReason, startPgbouncer, type Pgbouncer } from '../../server/test/start-pgbouncer.ts';
import { CONFIRMS, LARGEST } from '../data/shape.ts';
import { cpuOf, cpuOfChildren } from '../measure/cpu.ts';
import { type Load, runLoad } from '../measure/load.ts';
import { say } from '../say.ts';
import type { Contestant } from '../servers/contestant.ts';
import { startProduct, stopAll } from '../servers/contestants.ts';
import { confirmRequest } from './confirm-request.ts';
import { countConfirms, makeDrafts, takeBack } from './drafts.ts';
import { fleetTable, type FleetFigures, type FleetRound, figuresOfFleet } from './fleet-figures.ts';
import { findOrganization, findPostmaster } from './landmarks.ts';
import type { Ground, Scenario } from './scenario.ts';

const SIZES = [1, 2, 4];
const MOST = Math.max(...SIZES);
/** What PgBouncer holds to PostgreSQL, however many processes there are: one process's pool. */
const POOLER_CONNECTIONS = 10;
const DRAFTS_PER_SECOND = 2500;
const WARM_UP_SECONDS = 1;

/** Several processes of the product on one database, directly and behind PgBouncer in transaction mode. */
export const processesScenario: Scenario = {
  name: 'processes',
  title: 'one, two and four processes on one database: Event View page 1, and confirm',
  run,
};

/** Processes that share the load, and how they reach the database. */
interface Fleet {
  name: string;
  processes: Contestant[];
  pooler?: Pgbouncer;
}

async function run(ground: Ground): Promise<unknown> {
  const cores = cpus().length;
  say(
    `  ${cores} cores for the processes, PostgreSQL and the load together: more processes than cores cannot be faster here.`,
  );
  say('  What tells is the processor time of a request, which should not grow with the number of processes.');
  const reads = await onFleets(ground, LARGEST, measureReads);
  const confirms = await onFleets(ground, CONFIRMS, measureConfirms);
  return { cores, reads, ...confirms };
}

async function onFleets<T>(
  { database, options }: Ground,
  number: number,
  measure: (ground: Ground, fleets: Fleet[], organization: Awaited<ReturnType<typeof findOrganization>>) => Promise<T>,
): Promise<T> {
  const organization = await findOrganization(database.ownerUrl, number);
  const stage = { ...database, organization };
  const started: Contestant[] = [];
  let pooler: Pgbouncer | undefined;
  const start = async (count: number, env: NodeJS.ProcessEnv): Promise<Contestant[]> => {
    const processes: Contestant[] = [];
    for (let index = 0; index < count; index += 1) {
      const process = await startProduct(stage, env);
      started.push(process);
      processes.push(process);
    }
    return processes;
  };
  const fleetsOf = (way: string, processes: Contestant[]): Fleet[] =>
    SIZES.map((size) => ({ name: `${size} ${way}`, processes: processes.slice(0, size), pooler: undefined }));
  try {
    const unnamed = { DATABASE_NAMED_STATEMENTS: 'off' };
    const fleets = fleetsOf('direct', await start(MOST, {}));
    fleets.push({ name: '1 direct, no names', processes: await start(1, unnamed) });
    const found = pgbouncerOrReason();
    if ('reason' in found) say(`  ${found.reason}`);
    else {
      pooler = await startPgbouncer(found.program, { url: database.url, connections: POOLER_CONNECTIONS });
      const env = { ...unnamed, DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: database.url };
      for (const fleet of fleetsOf('PgBouncer', await start(MOST, env))) fleets.push({ ...fleet, pooler });
    }
    return await measure({ database, options }, fleets, organization);
  } finally {
    await stopAll(started);
    await pooler?.stop();
  }
}

async function measureReads({ database, options }: Ground, fleets: Fleet[]): Promise<FleetFigures[]> {
  const { connections, seconds, rounds } = options;
  const postmaster = await findPostmaster(database.ownerUrl);
  const figures = await inTurns(fleets, rounds, postmaster, async () => ({
    connections,
    seconds,
    next: ({ dialect }) => dialect.ask({ about: 'events', first: 50 }),
  }));
  say(`  Event View, page 1, ${connections} clients\n${fleetTable(figures)}`);
  return figures;
}

async function measureConfirms(
  { database, options }: Ground,
  fleets: Fleet[],
  organization: Awaited<ReturnType<typeof findOrganization>>,
): Promise<{ confirms: FleetFigures[]; ticketsGivenTwice: number }> {
  const { connections, seconds, rounds } = options;
  const postmaster = await findPostmaster(database.ownerUrl);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  let ticketsGivenTwice = 0;
  const settle = async (): Promise<void> => {
    ticketsGivenTwice += (await countConfirms(owner, organization.id)).ticketsGivenTwice;
    await takeBack(owner, organization.id);
  };
  try {
    const figures = await inTurns(fleets, rounds, postmaster, async () => {
      await settle();
      const drafts = await makeDrafts(owner, organization, 'everywhere', DRAFTS_PER_SECOND * seconds);
      const next = (contestant: Contestant) => {
        const draft = drafts.pop();
        return draft && confirmRequest(contestant, organization, draft);
      };
      return { connections, seconds, next, written: () => writtenBy(owner) };
    });
    await settle();
    say(`  confirm, ${connections} clients anywhere, ${ticketsGivenTwice} tickets given twice\n${fleetTable(figures)}`);
    return { confirms: figures, ticketsGivenTwice };
  } finally {
    await owner.end();
  }
}

interface FleetLoad {
  connections: number;
  seconds: number;
  next(contestant: Contestant): ReturnType<Load['next']>;
  /** How many bytes PostgreSQL has written to its log so far. */
  written?(): Promise<number>;
}

/** A B C, B C A, ...: what else the machine does hits all alike. */
async function inTurns(
  fleets: Fleet[],
  rounds: number,
  postmaster: number | undefined,
  loadFor: () => Promise<FleetLoad>,
): Promise<FleetFigures[]> {
  const measured = new Map<Fleet, FleetRound[]>(fleets.map((fleet) => [fleet, []]));
  for (const fleet of fleets) await oneTurn(fleet, { ...(await loadFor()), seconds: WARM_UP_SECONDS }, postmaster);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < fleets.length; turn += 1) {
      const fleet = fleets[(round + turn) % fleets.length];
      if (fleet) measured.get(fleet)?.push(await oneTurn(fleet, await loadFor(), postmaster));
    }
  }
  return [...measured].map(([{ name }, all]) => figuresOfFleet(name, all));
}

/** The clients are divided among the processes, as a load balancer would. */
async function oneTurn({ processes, pooler }: Fleet, load: FleetLoad, postmaster?: number): Promise<FleetRound> {
  const look = async () => ({
    processes: await Promise.all(processes.map(({ pid }) => cpuOf(pid))),
    pooler: pooler && (await cpuOf(pooler.pid)),
    database: await cpuOfChildren(postmaster),
    written: await load.written?.(),
  });
  const before = await look();
  const connections = Math.ceil(load.connections / processes.length);
  const { seconds } = load;
  const parts = await Promise.all(
    processes.map((each) => runLoad({ url: each.url, connections, seconds, next: () => load.next(each) })),
  );
  const after = await look();
  const spent = (from: number | undefined, to: number | undefined): number => (to ?? 0) - (from ?? 0);
  return {
    latencies: parts.flatMap(({ latencies }) => latencies),
    refused: parts.reduce((sum, { refused }) => sum + refused, 0),
    seconds: Math.max(...parts.map((part) => part.seconds)),
    processCpu: after.processes.map((cpu, index) => spent(before.processes[index], cpu)),
    poolerCpu: spent(before.pooler, after.pooler),
    written: spent(before.written, after.written),
    databaseCpu: [...after.database].reduce((sum, [pid, cpu]) => sum + spent(before.database.get(pid), cpu), 0),
  };
}

async function writtenBy(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>(`SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes`);
  return Number(rows[0]?.bytes);
}
