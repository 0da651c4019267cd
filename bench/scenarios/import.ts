import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { IMPORTS } from '../data/shape.ts';
import { peakMemoryOf } from '../measure/cpu.ts';
import { say } from '../say.ts';
import type { Ground, Scenario } from './scenario.ts';

const ROWS = 10_000;
const SEATS = 10;
const SLUG = `bench-${IMPORTS}`;
/** The tables that an import of inventory fills, those that others refer to first. */
const FILLED = ['ticket_locations', 'events', 'ticket_groups', 'tickets'];
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
    const args = ['import', '--organization', SLUG, '--venues', venues, '--inventory', inventory];
    const runs: ProgramRun[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      await forget(owner);
      runs.push(await runProgram([PROGRAM, ...args], environment));
    }
    const floors: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) floors.push(await copyBare(owner, folder));
    await forget(owner);
    const best = runs.reduce((fastest, each) => (each.seconds < fastest.seconds ? each : fastest));
    const ticketsPerSecond = (ROWS * SEATS) / best.seconds;
    say(`  best of ${runs.length}: ${best.seconds.toFixed(1)} s from start to end of the process`);
    say(
      `  ${Math.round(ticketsPerSecond)} tickets/s, ${Math.round(ROWS / best.seconds)} rows/s, at most ${best.memory?.toFixed(0) ?? '-'} MB`,
    );
    const floor = Math.min(...floors);
    say(
      `  floor, a bare COPY of the same rows: ${floor.toFixed(1)} s, ${Math.round((ROWS * SEATS) / floor)} tickets/s`,
    );
    say(`  the import takes ${(best.seconds / floor).toFixed(1)} times as long`);
    return { runs, ticketsPerSecond, memory: best.memory, floors };
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
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM organizations WHERE slug = $1', [SLUG]);
  const tables = [...FILLED, 'unused_sums', 'unused_totals']
    .reverse()
    .concat('audit_unsealed', 'audit_entries', 'import_files', 'imports');
  for (const table of tables) await owner.query(`DELETE FROM ${table} WHERE organization_id = $1`, [rows[0]?.id]);
  await owner.query(`VACUUM (ANALYZE) ${FILLED.join(', ')}`);
}

/**
 * What the database itself can take: the rows that the import made, copied into the same tables with the same indexes and checks,
 * by the owner, past row-level security. Nothing is read, compared or planned.
 */
async function copyBare(owner: Client, folder: string): Promise<number> {
  const copies = [];
  for (const table of FILLED) {
    const path = join(folder, `${table}.copy`);
    const columns = await columnsOf(owner, table);
    const rows = `SELECT ${columns} FROM ${table} WHERE organization_id = (SELECT id FROM organizations WHERE slug = '${SLUG}') ORDER BY ${table}.id`;
    await pipeline(owner.query(copyTo(`COPY (${rows}) TO STDOUT`)), createWriteStream(path));
    copies.push({ into: `${table} (${columns})`, path });
  }
  await forget(owner);
  const started = performance.now();
  await owner.query('BEGIN');
  for (const { into, path } of copies)
    await pipeline(createReadStream(path), owner.query(copyFrom(`COPY ${into} FROM STDIN`)));
  await owner.query('COMMIT');
  return (performance.now() - started) / 1000;
}

/** All that are not made of others. */
async function columnsOf(owner: Client, table: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name).join(', ');
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
