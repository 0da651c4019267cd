import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DestinationStream } from 'pino';
import { type App, type AppOptions, createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { type FixedClock, fixedClock } from '../platform/clock.ts';
import { createLog, type Log } from '../platform/log.ts';
import { ApiClient } from './api-client.ts';
import { watchRecords } from './watch-records.ts';
import { World } from './world.ts';

/** The instant at which every test begins, unless it sets the clock itself. */
export const NOW = '2026-07-20T12:00:00.000Z';

export interface TestApp extends App {
  clock: FixedClock;
  log: Log;
  /** Address of this app's own database, as the login role. */
  databaseUrl: string;
  /** A client without a session. */
  stranger(): ApiClient;
  /** A new organization of its own for one test. */
  world(options?: { timeZone?: string }): Promise<World>;
}

/** The whole product on a copy of the migrated database. One for each test file; call `close` in afterAll. */
export async function startTestApp(
  env: NodeJS.ProcessEnv = {},
  { out, ...options }: Pick<AppOptions, 'mailPause'> & { out?: DestinationStream } = {},
): Promise<TestApp> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner((owner) => owner.query(`CREATE DATABASE ${name} TEMPLATE ${databaseName(ownerUrl())}`));
  const clock = fixedClock(NOW);
  const databaseUrl = withDatabase(requiredEnv('TEST_DATABASE_URL'), name);
  // TEST_LOG_LEVEL=error shows what went wrong inside.
  const logLevel = process.env.TEST_LOG_LEVEL ?? 'silent';
  const byDefault = { PORT: '0', DEMO: 'off', RATE_LIMITS: 'off', LOG_LEVEL: logLevel, DATABASE_URL: databaseUrl };
  const config = readConfig({ ...byDefault, ...env });
  const log = createLog(config, out);
  const app = await createApp({ config, databaseUrl, clock, log, ...options });
  const records = watchRecords(withDatabase(ownerUrl(), name));
  return {
    ...app,
    log,
    clock,
    databaseUrl,
    stranger: () => new ApiClient(app),
    world: (options) => World.create(app, clock, options),
    async close() {
      await app.close();
      await records.close();
      await asOwner((owner) => owner.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

function ownerUrl(): string {
  return requiredEnv('TEST_DATABASE_OWNER_URL');
}

async function asOwner(work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: withDatabase(ownerUrl(), 'postgres') });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

function requiredEnv(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run the tests through Jest, whose global setup starts the database.`);
  return value;
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
