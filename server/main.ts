import { type App, createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { DemoSignIn } from './demo/demo-sign-ins.ts';
import { ensureDemo } from './demo/ensure-demo.ts';
import { explainFailure } from './explain-failure.ts';
import { systemClock } from './platform/clock.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDatabase } from './platform/database/open-database.ts';
import { createLog, type Log } from './platform/log.ts';
import { toldToStop } from './platform/stop-signal.ts';
import { surviveForgottenPromises } from './platform/forgotten-promises.ts';

process.exit(await main());

/** Serves until it is told to stop. @returns the exit code */
async function main(): Promise<number> {
  const config = readConfigOrExplain();
  if (config === undefined) return 2;
  const log = createLog(config);
  const stop = toldToStop();
  surviveForgottenPromises(log);
  try {
    await serve(config, log, stop);
    return 0;
  } catch (error) {
    explain(error, config, log);
    return 1;
  }
}

function readConfigOrExplain(): Config | undefined {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

async function serve(config: Config, log: Log, stop: Promise<string>): Promise<void> {
  const database = await openDatabase(config, log);
  try {
    const migrations = await migrate(database.ownerUrl, database.directUrl);
    if (migrations.length > 0) log.info({ migrations }, 'The database was brought up to date.');
    const { url: databaseUrl, directUrl } = database;
    const app = await createApp({ config, databaseUrl, directUrl, clock: systemClock, log });
    try {
      const signIns = config.demo ? await ensureDemo({ database: app.database, clock: systemClock, log }) : [];
      announce(await app.listen(), signIns, config, log);
      app.jobs.start();
      log.info({ because: await stop }, 'Stopping.');
    } finally {
      await closeWithin(config.shutdownDelaySeconds + config.shutdownGraceSeconds, app, log);
    }
  } finally {
    await database.stop();
  }
}

/** A machine that reads the log gets a line of it; a person, and whoever tries the demo, gets words. */
function announce(address: string, signIns: readonly DemoSignIn[], config: Config, log: Log): void {
  const url = config.publicUrl ?? address;
  const seconds = Number(process.uptime().toFixed(1));
  if (config.logFormat === 'json') log.info({ url, seconds }, 'Ready.');
  else process.stdout.write(`\nBackfill is ready at ${url} (after ${seconds} s)\n`);
  if (signIns.length > 0) process.stdout.write(`\nDemo sign-ins:\n${tableOf(signIns)}\n`);
}

function tableOf(signIns: readonly DemoSignIn[]): string {
  const width = Math.max(...signIns.map(({ email }) => email.length));
  return signIns.map(({ role, email, password }) => `  ${email.padEnd(width)}  ${password}  ${role}`).join('\n');
}

/** Running requests may finish, but not take for ever. */
async function closeWithin(seconds: number, app: App, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), seconds * 1000);
  });
  const gaveUp = await Promise.race([app.close().then(() => false), timeIsUp]);
  clearTimeout(timer);
  if (gaveUp) log.warn({ seconds }, 'Requests were still running when the time to finish them was over.');
}

function explain(error: unknown, config: Config, log: Log): void {
  const explanation = explainFailure(error, config);
  if (explanation === undefined) log.fatal({ err: error }, 'The service failed.');
  else log.fatal(explanation);
}
