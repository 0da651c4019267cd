import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { IMPORTS } from '../data/shape.ts';
import { peakMemoryOf } from '../measure/cpu.ts';
import { say } from '../say.ts';
import type { Ground, Scenario } from './scenario.ts';

const ROWS = 10_000;
const SEATS = 10;
const PROGRAM = join(import.meta.dirname, '..', '..', 'dist/server/cli.js');

/** The product's own command loads a file of inventory into an organization that has none. */
export const importScenario: Scenario = {
  name: 'import',
  title: `import of ${ROWS} rows with ${ROWS * SEATS} tickets`,
  run,
};

async function run({ options, database }: Ground): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'backfill-bench-'));
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const venues = join(folder, 'venues.csv');
    const inventory = join(folder, 'inventory.csv');
    await writeFile(
      venues,
      'Venue,City,Country,TimeZone,Capacity\nExample Arena,Example City,US,America/New_York,20000\n',
    );
    await writeFile(inventory, inventoryFile());
    const environment = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    const args = ['import', '--organization', `bench-${IMPORTS}`, '--venues', venues, '--inventory', inventory];
    const runs: ProgramRun[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      await forget(owner);
      runs.push(await runProgram([PROGRAM, ...args], environment));
    }
    await forget(owner);
    const best = runs.reduce((fastest, each) => (each.seconds < fastest.seconds ? each : fastest));
    const ticketsPerSecond = (ROWS * SEATS) / best.seconds;
    say(`  best of ${runs.length}: ${best.seconds.toFixed(1)} s from start to end of the process`);
    say(
      `  ${Math.round(ticketsPerSecond)} tickets/s, ${Math.round(ROWS / best.seconds)} rows/s, at most ${best.memory?.toFixed(0) ?? '-'} MB`,
    );
    return { runs, ticketsPerSecond, memory: best.memory };
  } finally {
    await owner.end();
    await rm(folder, { recursive: true });
  }
}

/** Every row is a group of its own. */
function inventoryFile(): string {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 40))).toISOString().slice(0, 10);
    const section = 100 + (row % 40);
    return `Game of ${day},Example Arena,${day},19:00,${section},A,1,${SEATS},${SEATS},Club Seat,${50 + (row % 200)}.00`;
  });
  const heading = 'Event,Venue,EventDate,EventTime,Section,Row,SeatFrom,SeatThru,Quantity,TicketCategory,FaceValue';
  return `${[heading, ...lines].join('\n')}\n`;
}

/** Takes an import back. */
async function forget(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [
    `bench-${IMPORTS}`,
  ]);
  const tables = ['tickets', 'ticket_groups', 'events', 'audit_entries', 'import_files', 'imports', 'ticket_locations'];
  for (const table of tables) await owner.query(`DELETE FROM ${table} WHERE organization_id = $1`, [rows[0]?.id]);
  await owner.query('VACUUM (ANALYZE) tickets, ticket_groups, events, ticket_locations');
}

interface ProgramRun {
  seconds: number;
  /** In MB; undefined where the system does not say. */
  memory?: number;
}

/** Runs a program to its end, looking at its memory now and then: the system keeps the peak. */
async function runProgram(args: string[], environment: NodeJS.ProcessEnv): Promise<ProgramRun> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let memory: number | undefined;
  const timer = setInterval(() => {
    void peakMemoryOf(child.pid ?? 0).then((peak) => (memory = peak ?? memory));
  }, 50);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, memory };
}
